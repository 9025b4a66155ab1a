import { emptyOption, unknownOption } from '../../http/query-options.ts'
import type { PlatformContext } from '../platform/context.ts'
import { absentAs, chosen, isEmail } from '../platform/people/absent-email.ts'
import { absentEmail } from '../platform/readings.ts'
import { isBlank } from '../query/options.ts'
import { readSelect } from '../query/select.ts'
import { fieldsOf, type ForSandbox } from './custom-fields/fields.ts'
import { inWords, type Module, type ModuleField } from './field.ts'
import { eLearningStates, emptyValues, selectOnWrite } from './readings.ts'

/** The fields of a module as this sandbox shows them: what has no value, and what has a number and a word, is a matter of reading. */
export function shownFields (context: PlatformContext & ForSandbox, module: Module): readonly ModuleField[] {
  const fields = fieldsOf(context, module)
  const email = fields.some(isEmail) && chosen(context, absentEmail)
  const texts = chosen(context, emptyValues) === 'texts'
  const words = fields.some(({ states }) => states) && context.reading(eLearningStates) === 'words'
  if (!email && !texts && !words) return fields
  const key = `${email} ${texts} ${words}`
  let shown = known.get(fields)
  if (!shown) known.set(fields, shown = new Map())
  let variant = shown.get(key)
  if (!variant) {
    const shownAs = (field: ModuleField): ModuleField => email && isEmail(field) ? absentAs(email, field) : field
    shown.set(key, variant = fields.map(field => ({
      ...words && field.states ? inWords(field) : shownAs(field),
      ...texts && { isTextWithout: true }
    })))
  }
  return variant
}

const known = new WeakMap<readonly ModuleField[], Map<string, readonly ModuleField[]>>()

/** What a reply is to have: all, if nothing is said. */
export interface Selecting { readonly $select?: string }

/** The fields of a record that is read, as `$select` names them. */
export function selectedFields (context: PlatformContext & ForSandbox, module: Module, { $select }: Selecting): ModuleField[] {
  if ($select !== undefined && isBlank('$select', $select)) context.remarks.push(emptyOption('$select'))
  const { fields, unknown } = readSelect($select ?? '', shownFields(context, module))
  context.ignored.push(...unknown)
  return fields
}

/** The same of a record that is written, with the ID, as a reply is how a caller learns it. */
export function answeredFields (context: PlatformContext & ForSandbox, module: Module, asked: Selecting): readonly ModuleField[] {
  const all = shownFields(context, module)
  if (asked.$select === undefined) return all
  if (context.reading(selectOnWrite) === 'whole') {
    context.remarks.push(unknownOption('$select'))
    return all
  }
  const selected = selectedFields(context, module, asked)
  return all.filter(field => field.name === 'ID' || selected.includes(field))
}
