import type { TSchema } from '@sinclair/typebox'
import type { ValueError } from '@sinclair/typebox/value'
import { didYouMean, isSameName } from '../meant.ts'
import { both, either } from '../words.ts'
import { instead, written } from './instead.ts'

/** What is said of a member that an object does not have, to be read after its name: where it belongs, or what was probably meant. */
export function strangeMember ({ schema, path, value }: ValueError, whole: TSchema): string {
  const names = namesOf(schema)
  const steps = path.slice(1).split('/').map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const name = steps.at(-1)!
  const above = schema === whole ? undefined : steps[0]!
  const place = placeOf(name, schema) ?? withoutIt(name, value, names) ?? beside(name, above, whole) ?? inItems(name, whole)
  return `is not known here. ${place ?? meant(name, names) ?? instead(schema, { [name]: value }) ?? ofThese(names)}`
}

const namesOf = ({ properties = {} }: TSchema): string[] => Object.keys(properties)

const has = (schema: TSchema, name: string): boolean => Object.hasOwn(schema.properties ?? {}, name)

/** Of one that a member beside it has. */
function placeOf (name: string, { properties = {} }: TSchema): string | undefined {
  const holders = Object.entries<TSchema>(properties).filter(([, schema]) => has(schema, name)).map(([holder]) => holder)
  return holders.length === 0 ? undefined : `It belongs in ${either(holders)}: write {"${holders[0]}": {"${name}": …}}`
}

/** Of one that was put around what stands here by itself. */
function withoutIt (name: string, value: unknown, names: readonly string[]): string | undefined {
  // A header, such as Retry-After, has another spelling than its member.
  const inside = (typeof value === 'object' && value !== null ? Object.keys(value) : []).map(it => names.find(name => isSameName(name, it)))
  return inside.length === 0 || !inside.every(it => it !== undefined)
    ? undefined
    : `Write ${both(inside)} without ${name} around ${inside.length === 1 ? 'it' : 'them'}`
}

/** Of one that the items of a list have; the list's example shows how. */
function inItems (name: string, { properties = {} }: TSchema): string | undefined {
  const [list, { examples }] = Object.entries<TSchema>(properties)
    .find(([, { items, examples }]) => items !== undefined && examples !== undefined && has(items as TSchema, name)) ?? ['', {} as TSchema]
  const example = (examples as unknown[] | undefined)?.[0]
  return example === undefined ? undefined : `It belongs in an item of ${list}, such as ${list}: ${written(example)}`
}

/** Of one that belongs further out. */
const beside = (name: string, above: string | undefined, whole: TSchema): string | undefined =>
  above !== undefined && has(whole, name) ? `It belongs beside ${above}, not in it` : undefined

function meant (name: string, names: readonly string[]): string | undefined {
  const asked = names.length > 1 ? didYouMean(names, name) : ''
  return asked === '' ? undefined : `${asked.trimStart()} ${ofThese(names)}`
}

const ofThese = (names: readonly string[]): string => names.length === 0 ? 'Leave it out' : `Use ${either(names)}`
