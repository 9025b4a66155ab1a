/** A form whose names may be in any case; what it has twice comes as a list. */
export type Form = Record<string, string | string[] | undefined>

/** The fields of a form, by their names in lower case. */
export const readForm = (form: Form): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.at(-1) : value]))
