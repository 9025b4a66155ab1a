import type { TObject, TSchema } from '@sinclair/typebox'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { lazily } from '../../core/lazily.ts'
import { Failure } from '../../core/errors.ts'
import { decode, type MediaType } from '../../http/bodies.ts'
import { deepest, tooDeep } from '../../http/json.ts'
import { holdToBounds } from './xml-bounds.ts'
import { holdToCharacters, withoutZeros } from './xml-characters.ts'
import { markupOf } from './xml-markup.ts'

const parser = lazily(() => new XMLParser({
  ignoreAttributes: (name) => !/(?:^|:)nil$/.test(name),
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: deepest - 1,
  // Without it, characters by their numbers are left as they are written.
  htmlEntities: true
}))

/** XML: the members of the root, read as the body's schema says. */
export const xml: MediaType = {
  name: 'XML',
  pattern: /^(?:application|text)\/xml\b/i,
  listed: ['application/xml'],
  read (body, contentType, schema) {
    holdToBounds(body)
    return readXml(decode(body, contentType, 'XML'), schema as TObject)
  }
}

function readXml (text: string, schema: TObject): unknown {
  const root = rootOf(text)
  if (!isElement(root)) return {}
  return membersOf(root, schema)
}

function membersOf (element: Record<string, unknown>, { properties = {} }: TSchema): Record<string, unknown> {
  return Object.fromEntries(Object.entries(element).filter(isMember).map(([name, value]) => {
    const known = Object.keys(properties).find(it => it.toLowerCase() === name.toLowerCase())
    return [name, typed(value, known === undefined ? undefined : properties[known])]
  }))
}

/** What is in the one element of the document. */
function rootOf (text: string): unknown {
  const fault = XMLValidator.validate(text)
  if (fault !== true) throw new Failure('unreadable', `The body is not XML: ${inWords(fault.err.msg)} (line ${fault.err.line})`)
  const markup = markupOf(text)
  holdToCharacters(text, markup)
  const roots = Object.entries(parse(withoutZeros(text))).filter(([name]) => name !== '#text')
  if (roots.length !== 1 || !/>\s*$/.test(markup)) throw new Failure('unreadable', 'The body is not XML: a document has one root element')
  return roots[0]![1]
}

/** What the parser says, but for the elements that it lists as JSON does: the innermost is the one to close. */
function inWords (message: string): string {
  const [, list, tag] = /^Invalid '\[([^\]]*)\]' found\.$|^Unclosed tag '(.*)'\.$/.exec(message) ?? []
  const open = tag ?? [...list?.matchAll(/"([^"]*)"/g) ?? []].at(-1)?.[1]
  return open === undefined ? message.slice(0, 200) : `the element ${open.slice(0, 100)} has no end`
}

/** The parser has bounds of its own, such as for depth. */
function parse (text: string): Record<string, unknown> {
  try {
    return parser().parse(text) as Record<string, unknown>
  } catch (error) {
    const { message } = error as Error
    if (message === 'Maximum nested tags exceeded') throw tooDeep('Send elements that are within fewer others')
    const reserved = /^\[SECURITY\] Invalid name: "([^"]*)"/.exec(message)?.[1]
    const why = reserved === undefined ? message.slice(0, 200) : `no element can be called ${reserved}`
    throw new Failure('unreadable', `The body cannot be read: ${why}`)
  }
}

const isElement = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && !Array.isArray(value)

/** Neither an attribute nor the blanks between elements. */
const isMember = ([name, value]: [string, unknown]): boolean => !name.startsWith('@') && (name !== '#text' || String(value).trim() !== '')

/** .NET marks what has no value with `i:nil="true"`. */
const isNil = (element: Record<string, unknown>): boolean => /^(?:true|1)$/.test(String(element['@nil']))

/** XML has texts only; what the schema wants as a number, a truth or a list is read as one where it can be. */
function typed (value: unknown, schema: TSchema | undefined): unknown {
  if (isElement(value) && '@nil' in value) return isNil(value) ? null : typed(value['#text'] ?? '', schema)
  if (schema?.type === 'array') return itemsOf(value)
  if (isElement(value) && schema?.properties) return membersOf(value, schema)
  if (typeof value !== 'string') return value
  const text = value.trim()
  if ((schema?.type === 'integer' || schema?.type === 'number') && /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return Number(text)
  if (schema?.type === 'boolean' && /^(?:true|false|1|0)$/i.test(text)) return /^(?:true|1)$/i.test(text)
  return value
}

/** `<AccountGroupIDs><string>10</string><string>11</string></AccountGroupIDs>`: the items may be called anything. */
function itemsOf (list: unknown): unknown {
  if (typeof list === 'string' && list.trim() === '') return []
  return isElement(list) ? Object.entries(list).filter(isMember).flatMap(([, items]) => items) : list
}
