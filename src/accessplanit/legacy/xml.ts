import { inTurns } from '../../core/in-turns.ts'

/** An element: a text, or elements within. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly content: string | Iterable<Element>
}

export type Attributes = Readonly<Record<string, string | number | boolean>>

/** `element('Cost', 180)`; what has no value is there, and empty. */
export const element = (
  name: string, content: string | number | boolean | null | Iterable<Element>, attributes: Attributes = {}
): Element => ({
  name,
  attributes: Object.fromEntries(Object.entries(attributes).map(([attribute, value]) => [attribute, String(value)])),
  content: isList(content) ? content : String(content ?? '')
})

const isList = (content: unknown): content is Iterable<Element> => typeof content === 'object' && content !== null

export const xmlType = 'text/xml; charset=utf-8'

/**
 * A document as .NET writes one: two blanks for each level, and what is empty in one tag with a blank. It is written while others have
 * their turn: down to a depth, each element is a piece by itself.
 */
export async function documentInTurns (root: Element, depth = 2): Promise<string> {
  let text = ''
  for await (const piece of inTurns(documentInPieces(root, depth))) text += piece
  return text
}

function * documentInPieces (root: Element, depth: number): Generator<string> {
  yield '<?xml version="1.0" encoding="utf-8"?>\r\n'
  yield * inPieces(root, '', depth)
}

function * inPieces (whole: Element, indent: string, depth: number): Generator<string> {
  const { name, content } = whole
  if (depth === 0 || !isList(content)) {
    yield written(whole, indent)
    return
  }
  const tag = tagOf(whole, indent)
  let isEmpty = true
  for (const it of content) {
    if (isEmpty) yield `${tag}>\r\n`
    isEmpty = false
    yield * inPieces(it, `${indent}  `, depth - 1)
    yield '\r\n'
  }
  yield isEmpty ? `${tag} />` : `${indent}</${name}>`
}

function written (whole: Element, indent: string): string {
  const { name, content } = whole
  const tag = tagOf(whole, indent)
  if (!isList(content)) return content === '' ? `${tag} />` : `${tag}>${escaped(content, inText)}</${name}>`
  const inner = Array.from(content, it => `${written(it, `${indent}  `)}\r\n`)
  return inner.length === 0 ? `${tag} />` : `${tag}>\r\n${inner.join('')}${indent}</${name}>`
}

const tagOf = ({ name, attributes }: Element, indent: string): string =>
  `${indent}<${name}${Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${escaped(value, inAttribute)}"`).join('')}`

// An apostrophe stays as it is, as .NET leaves it.
const inText = /[&<>\r]/g
const inAttribute = /[&<>"\t\n\r]/g

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#x9;', '\n': '&#xA;', '\r': '&#xD;'
}

const escaped = (text: string, signs: RegExp): string => text.replace(noXmlCharacter, '\uFFFD').replace(signs, sign => entities[sign]!)

// eslint-disable-next-line no-control-regex -- XML has no way to write these.
const noXmlCharacter = /[\0-\x08\v\f\x0E-\x1F\uFFFE\uFFFF]/g
