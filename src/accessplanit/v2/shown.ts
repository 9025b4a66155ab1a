import type { Reading } from '../../core/reading.ts'
import { askOf } from '../../sandbox/readings.ts'
import type { PlatformContext } from '../platform/context.ts'
import { fieldsOf, type ForSandbox } from './custom-fields/fields.ts'
import { inWords, type Module, type ModuleField } from './field.ts'
import { absentEmail, eLearningStates, emptyValues } from './readings.ts'

/** The fields of a module as this sandbox shows them: what has no value, and what has a number and a word, is a matter of reading. */
export function shownFields (context: PlatformContext & ForSandbox, module: Module): readonly ModuleField[] {
  const fields = fieldsOf(context, module)
  const email = fields.some(({ name }) => name === 'Email') && chosen(context, absentEmail) === 'empty'
  const texts = chosen(context, emptyValues) === 'texts'
  const words = fields.some(({ states }) => states) && context.reading(eLearningStates) === 'words'
  if (!email && !texts && !words) return fields
  const key = `${email} ${texts} ${words}`
  let shown = known.get(fields)
  if (!shown) known.set(fields, shown = new Map())
  let variant = shown.get(key)
  if (!variant) {
    shown.set(key, variant = fields.map(field => ({
      ...words && field.states ? inWords(field) : field,
      ...(texts || (email && field.name === 'Email')) && { isTextWithout: true }
    })))
  }
  return variant
}

const known = new WeakMap<readonly ModuleField[], Map<string, readonly ModuleField[]>>()

/** Nearly every reply has something that is empty, so an explanation names such a reading only where it is not the usual one. */
function chosen<Choice extends string> ({ sandbox, reading }: PlatformContext, asked: Reading<Choice>): Choice {
  const choice = askOf(sandbox.settings)(asked)
  return choice === asked.usual ? choice : reading(asked)
}
