import type { Collection, Value } from '../collections/collection.ts'
import { titleOf } from '../collections/collection.ts'

/** What a member is called where it is spoken of. */
export type Called = (member: string) => string

/** The first line of a collection's CSV file. */
export const headingOf = ({ fields }: Collection, called: Called = it => it): string =>
  ['localId', ...fields.map(({ name }) => name)].map(name => cellOf(titleOf(called(name)))).join(',')

/** A record, its local id first, as a line of a CSV file; the values of a list are set apart by semicolons. */
export const lineOf = ({ fields }: Collection, values: readonly Value[]): string =>
  values.map((value, i) => cellOf(isList(fields[i - 1]?.kind) && value !== null ? itemsOf(value) : value)).join(',')

const itemsOf = (list: Value): string => (JSON.parse(list as string) as unknown[]).join(';')

const isList = (kind: string | undefined): boolean => kind === 'codes' || kind === 'loads'

function cellOf (value: Value): string {
  const text = String(value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
