import { options } from '../config.ts'
import type { Setting } from '../sandbox/settings.ts'

/** What an editor knows of a file of options: their names, what each can be, and what it is for. */
export const optionsAsSchema = (): string => `${JSON.stringify({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Options of tms-sandbox',
  description: 'The options of tms-sandbox start, for those that no flag and no environment variable sets.',
  type: 'object',
  properties: {
    $schema: { type: 'string', description: 'where an editor finds this: node_modules/tms-sandbox/config.schema.json' },
    ...Object.fromEntries(options.map(option => [option.name, { description: option.description, ...shapeOf(option) }]))
  },
  additionalProperties: false
}, null, 2)}\n`

function shapeOf ({ placeholder, default: usual, choices, isRepeatable }: Setting): object {
  if (placeholder === 'YES_OR_NO') return { enum: [true, false, 'yes', 'no'], default: usual === 'yes' }
  if (['NUMBER', 'YEAR'].includes(placeholder)) {
    return { type: ['integer', 'string'], minimum: 0, pattern: '^\\d*$', ...usual !== '' && { default: Number(usual) } }
  }
  if (choices) return { enum: choices, default: usual }
  const one = { type: 'string', ...usual !== '' && { default: usual } }
  return isRepeatable ? { anyOf: [one, { type: 'array', items: { type: 'string' } }] } : one
}
