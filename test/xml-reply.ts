import { XMLParser } from 'fast-xml-parser'
import type { Schema } from './fuzz/operations.ts'
import { wordsByReading } from './fuzz/schema.ts'

type Node = Record<string, unknown> | string

/** Where an element stands, and the readings that are not as usual. */
interface Place { readonly at: string, readonly readings: readonly string[] }

const parser = new XMLParser({
  ignoreAttributes: false, attributeNamePrefix: '', attributesGroupName: ':@', parseTagValue: false, trimValues: false, isArray: () => true
})

const isText: Record<string, RegExp> = { integer: /^-?\d+$/, number: /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/, boolean: /^(?:true|false)$/ }

/** In what a reply in XML is not as its schema says: its root, members that the document does not have, and values of another type. */
export function xmlFaults (schema: Schema, text: string, readings: readonly string[] = []): string[] {
  const { '?xml': _, ...roots } = parser.parse(text) as Record<string, Node[]>
  const [root] = Object.keys(roots)
  if (root !== schema.xml?.name) return [`another root of XML, ${root}`]
  return faultsAt(schema, roots[root!]![0]!, { at: root!, readings })
}

function faultsAt (schema: Schema, node: Node, place: Place): string[] {
  if (schema.type === 'array') return itemsAt(schema.items!, childrenOf(node), place)
  if (schema.properties) return membersAt(schema, node, place)
  const { at } = place
  const text = typeof node === 'string' ? node : String([node['#text'] ?? ''].flat()[0])
  // An element that is empty stands for none.
  const form = isText[schema.type ?? '']
  if (form && text !== '' && !form.test(text)) return [`${at} is ${text}, and no ${schema.type}`]
  const isOther = text !== '' && schema.pattern !== undefined && !new RegExp(schema.pattern).test(text)
  return isOther ? [`${at} is ${text}, which is not of ${schema.pattern}`] : []
}

/** The elements in another, by their names; blanks between them are nothing. */
function childrenOf (node: Node): Record<string, Node[]> {
  if (typeof node === 'string') return {}
  const { ':@': _, '#text': __, ...children } = node
  return children as Record<string, Node[]>
}

const itemsAt = (items: Schema, children: Record<string, Node[]>, { at, readings }: Place): string[] => {
  const [called] = [...wordsByReading(items, readings), items.xml?.name ?? 'string'] as string[]
  return Object.entries(children).flatMap(([name, nodes]) => name === called
    ? nodes.flatMap(node => faultsAt(items, node, { at: `${at}.${name}`, readings }))
    : [`${at} has ${name}, and not only ${called}`])
}

function membersAt ({ properties = {}, required = [] }: Schema, node: Node, { at, readings }: Place): string[] {
  const attributes = typeof node === 'string' ? {} : [node[':@'] ?? {}].flat()[0] as Record<string, unknown>
  const given: Record<string, Node[]> = {
    ...childrenOf(node),
    ...Object.fromEntries(Object.entries(attributes).filter(([name]) => !/^xmlns(?::|$)/.test(name)).map(([name, value]) => [name, [String([value].flat()[0])]]))
  }
  return [
    ...required.filter(name => !(name in given) && properties[name]?.type !== 'array').map(name => `${at}.${name} is missing`),
    ...Object.entries(given).flatMap(([name, nodes]) => {
      const member = properties[name]
      if (!member) return [`${at}.${name} is not in the document`]
      // A list without an element of its own is its items, side by side.
      const isBare = member.type === 'array' && !member.xml?.wrapped
      return nodes.flatMap(it => faultsAt(isBare ? member.items! : member, it, { at: `${at}.${name}`, readings }))
    })
  ]
}
