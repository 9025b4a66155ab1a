import { BadInput } from '../core/errors.ts'

/** What the keywords of a document that are read here must be, whatever is between them. */

type Node = Readonly<Record<string, unknown>>

interface Kind { readonly is: (value: unknown) => boolean, readonly called: string }
export type Keywords = Readonly<Record<string, Kind>>

const text: Kind = { is: it => typeof it === 'string', called: 'a text' }
/** YAML reads `version: 1.0` as a number. */
const scalar: Kind = { is: it => typeof it !== 'object', called: 'a text' }
const number: Kind = { is: it => typeof it === 'number', called: 'a number' }
const truth: Kind = { is: it => typeof it === 'boolean', called: 'true or false' }
const list: Kind = { is: Array.isArray, called: 'a list' }
const texts: Kind = { is: it => Array.isArray(it) && it.every(text.is), called: 'a list of texts' }
const textOrTexts: Kind = { is: it => text.is(it) || texts.is(it), called: 'a text or a list of texts' }
const object: Kind = { is: it => typeof it === 'object' && !Array.isArray(it), called: 'an object' }
const numberOrTruth: Kind = { is: it => number.is(it) || truth.is(it), called: 'a number, or true or false' }

const each = (kind: Kind, names: string): Keywords => Object.fromEntries(names.split(' ').map(name => [name, kind]))

/** Of a shape. */
export const ofSchema: Keywords = {
  ...each(text, 'format title description pattern'),
  ...each(number, 'minLength maxLength minItems maxItems minProperties maxProperties minimum maximum multipleOf'),
  ...each(numberOrTruth, 'exclusiveMinimum exclusiveMaximum'),
  ...each(list, 'enum allOf anyOf oneOf'),
  ...each(truth, 'nullable readOnly writeOnly deprecated uniqueItems'),
  type: textOrTexts,
  required: texts,
  properties: object
}

export const ofInfo: Keywords = each(scalar, 'title version')
export const ofServer: Keywords = { url: scalar, variables: object }
export const ofVariable: Keywords = { default: scalar }
export const ofRoot: Keywords = { openapi: scalar, info: object, servers: list, paths: object, components: object }
export const ofPathItem: Keywords = { parameters: list }
export const ofOperation: Keywords = { ...each(text, 'operationId summary'), parameters: list, requestBody: object, responses: object }
export const ofParameter: Keywords = {
  ...each(text, 'name in description'), required: truth, schema: { ...object, is: isShape }, content: object
}
export const ofBody: Keywords = { required: truth, content: object }

function isShape (value: unknown): boolean {
  return object.is(value) || truth.is(value)
}

/** The node, without keywords that say nothing, as `required:` alone in YAML does. Throws BadInput with the place of one that is odd. */
export function held<It extends Node> (node: It, keywords: Keywords, root: unknown): It {
  let isFull = true
  for (const [name, { is, called }] of Object.entries(keywords)) {
    const value = Object.hasOwn(node, name) ? node[name] : undefined
    if (value === null) isFull = false
    else if (value !== undefined && !is(value)) {
      throw new BadInput(`has ${shown(value)} at ${pointer(root, node)}/${name}, which must be ${called}`)
    }
  }
  const says = ([name, it]: [string, unknown]): boolean => it !== null || !Object.hasOwn(keywords, name)
  return isFull ? node : Object.fromEntries(Object.entries(node).filter(says)) as It
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 60)

/** Where a node stands; it is looked for once something is wrong with it. */
function pointer (root: unknown, node: object): string {
  const [places, seen] = [[{ value: root, path: '#' }], new Set<unknown>()]
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value, path } = place
    if (value === node) return path.length > 200 ? `…${path.slice(-200)}` : path
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    for (const [name, inner] of Object.entries(value)) {
      places.push({ value: inner as unknown, path: `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` })
    }
  }
  return '#'
}
