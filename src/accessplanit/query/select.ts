import { findField, type Field } from './field.ts'

/** The fields that a `$select` names, in the order of `fields`, and the names that no field has. */
export interface Selection<Selected> {
  fields: Selected[]
  unknown: string[]
}

/** Reads the text of a `$select`: `ID, startdate`. One that names nothing leaves nothing out, nor does `*`. */
export function readSelect<Selected extends Pick<Field, 'name'>> (text: string, fields: readonly Selected[]): Selection<Selected> {
  const names = text.split(',').map(name => name.trim()).filter(name => name !== '')
  const isAll = names.length === 0 || names.includes('*')
  const selected = new Set(names.map(name => findField(fields, name)))
  const unknown = new Set(names.filter(name => name !== '*' && !findField(fields, name)))
  return { fields: fields.filter(it => isAll || selected.has(it)), unknown: [...unknown] }
}
