/** An element: a text, or elements within. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly content: string | readonly Element[]
}

export type Attributes = Readonly<Record<string, string | number | boolean>>

/** `element('Cost', 180)`; what has no value is there, and empty. */
export const element = (
  name: string, content: string | number | boolean | null | readonly Element[], attributes: Attributes = {}
): Element => ({
  name,
  attributes: Object.fromEntries(Object.entries(attributes).map(([attribute, value]) => [attribute, String(value)])),
  content: isList(content) ? content : String(content ?? '')
})

const isList = (content: unknown): content is readonly Element[] => Array.isArray(content)

export const xmlType = 'text/xml; charset=utf-8'

/** A document as .NET writes one: two blanks for each level, and what is empty in one tag with a blank. */
export const documentOf = (root: Element): string => `<?xml version="1.0" encoding="utf-8"?>\r\n${written(root, '')}`

function written ({ name, attributes, content }: Element, indent: string): string {
  const given = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${escaped(value, inAttribute)}"`)
  const tag = `${indent}<${name}${given.join('')}`
  if (content.length === 0) return `${tag} />`
  if (!isList(content)) return `${tag}>${escaped(content, inText)}</${name}>`
  return `${tag}>\r\n${content.map(it => `${written(it, `${indent}  `)}\r\n`).join('')}${indent}</${name}>`
}

// An apostrophe stays as it is, as .NET leaves it.
const inText = /[&<>\r]/g
const inAttribute = /[&<>"\t\n\r]/g

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#x9;', '\n': '&#xA;', '\r': '&#xD;'
}

const escaped = (text: string, signs: RegExp): string => text.replace(noXmlCharacter, '\uFFFD').replace(signs, sign => entities[sign]!)

// eslint-disable-next-line no-control-regex -- XML has no way to write these.
const noXmlCharacter = /[\0-\x08\v\f\x0E-\x1F\uFFFE\uFFFF]/g
