import { XMLBuilder } from 'fast-xml-parser'
import { lazily } from '../../core/lazily.ts'
import type { Ask } from '../../core/reading.ts'
import { answer, json as jsonType, type Answer, type ListText } from '../../http/answer.ts'
import { made } from '../../http/list-in-turns.ts'
import type { Call } from '../../http/operation.ts'
import { wantsXml } from './accept.ts'
import { listOf, type NamedJson } from './named-json.ts'
import { acceptTie } from './readings.ts'

const declaration = '<?xml version="1.0" encoding="utf-8"?>'
const builder = lazily(() => new XMLBuilder({ ignoreAttributes: true, suppressEmptyNode: true }))

/** In the form that was asked for; records as XML are an `ArrayOf…`. */
export function inFormOf (
  { headers: { accept } }: Call, { name, json }: NamedJson, ask: Ask | undefined, more: Pick<Answer, 'status' | 'headers'> = {}
): Answer {
  const isXml = wantsXml(accept, () => ask?.(acceptTie) === 'first')
  const type = isXml ? 'application/xml; charset=utf-8' : jsonType
  if (typeof json === 'string') return answer({ ...more, type, text: isXml ? declaration + xmlOf(name, json) : json })
  return answer({ ...more, type, list: isXml ? xmlList(name, listOf(json)) : listOf(json) })
}

function xmlList (name: string, list: ListText): ListText {
  const { before, items, after } = list
  const [first] = items
  const within = /"(\w+)":\[$/.exec(before)?.[1]
  if (within !== undefined && first !== undefined) return xmlWithin(name, itemOf(within), list, first)
  if (before !== '[') return { before: declaration + xmlOf(name, before + [...items].join() + after), items: [], after: '' }
  if (first === undefined) return { before: `${declaration}<ArrayOf${name}/>`, items: [], after: '' }
  const xml = made(items, record => xmlOf(name, record))
  return { before: `${declaration}<ArrayOf${name}>`, items: xml, after: `</ArrayOf${name}>`, between: '' }
}

/** A contract may have its lists in something: what is around them is what is around the first of their items. */
function xmlWithin (name: string, item: string, { before, items, after }: ListText, first: string): ListText {
  const [start = '', end = ''] = xmlOf(name, before + first + after).split(xmlOf(item, first))
  return { before: declaration + start, items: made(items, it => xmlOf(item, it)), after: end, between: '' }
}

const itemOf = (list: string): string => list.replace(/s$/, '')

const xmlOf = (name: string, json: string): string => builder().build({ [name]: elementsOf(json, name) }).replaceAll('\r', '&#xD;')

const elementsOf = (json: string, name: string): unknown => elements(JSON.parse(json), name)

/** Lists become elements of one name within another: `<Category><string>Safety</string></Category>`. What is null is left out. */
function elements (value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const item = typeof value[0] === 'object' ? itemOf(name) : 'string'
    return value.length === 0 ? '' : { [item]: value.map(it => elements(it, item)) }
  }
  if (typeof value === 'string') return value.replace(noXmlCharacter, '\uFFFD')
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value)
    .filter(([, member]) => member !== null)
    .map(([member, it]) => [member, elements(it, member)]))
}

// eslint-disable-next-line no-control-regex -- XML has no way to write these.
const noXmlCharacter = /[\0-\x08\v\f\x0E-\x1F\uFFFE\uFFFF]/g
