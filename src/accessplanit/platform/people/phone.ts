/** Whether a phone number has the usual form: digits and what parts them, and maybe an extension. */
export const hasUsualForm = (phone: string | null | undefined): boolean =>
  !phone || /^\+?[\d\s().-]{4,25}(?:\s*(?:x|ext\.?|extension)\s*\d{1,6})?$/i.test(phone)

/** Whether it can be one at all: the shortest that there are have three digits. */
export const canBeDialled = (phone: string): boolean => (phone.match(/\d/g) ?? []).length >= 3
