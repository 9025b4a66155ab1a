/**
 * A document as Specmatic can go by it. A range of media types would be sent as it stands (`application/*+json`); of XML it reads no member
 * that refers to another schema, so where there is JSON it gets that alone; and an example of an answer goes with the example of a
 * request that has its name, which nothing can have where nothing is sent but a credential. It wants one for each media type of a body, so
 * that it gets none that has no example where another has. An object has no members but those that are named.
 */
export function forSpecmatic (document: any): any {
  const copy = structuredClone(document)
  for (const item of Object.values<any>(copy.paths)) for (const operation of Object.values<any>(item)) prepare(operation)
  for (const { content = {} } of Object.values<any>(copy.components.responses)) keepFirst(content)
  const hasXml = JSON.stringify(copy.paths).includes('/xml"')
  return JSON.parse(JSON.stringify(copy), (_name, node) => openAgain(hasXml ? node : withoutXml(bare(node))))
}

/** A text in brackets would be the name of a type. */
const bare = (node: any): any => typeof node === 'string' ? node.replace(/^\((.*)\)$/, '$1') : node

const withoutXml = (node: any): any => {
  if (typeof node?.xml === 'object' && node.type !== undefined) delete node.xml
  return node
}

const openAgain = (node: any): any => node?.['x-additional-names'] ? { ...node, additionalProperties: true } : node

function prepare (operation: any): void {
  const { parameters = [], requestBody, responses } = operation
  if (requestBody) keepShown(requestBody.content)
  const bodies = Object.values<any>(requestBody?.content ?? {})
  const names = new Set([...parameters, ...bodies].flatMap(({ examples = {} }) => Object.keys(examples)))
  for (const { content = {} } of Object.values<any>(responses)) {
    keepFirst(content)
    for (const { examples = {} } of Object.values<any>(content)) {
      for (const name of Object.keys(examples)) if (!names.has(name)) delete examples[name]
    }
  }
}

function keepShown (content: any): void {
  keepFirst(content)
  const isShown = (type: string): boolean => content[type].examples !== undefined
  if (Object.keys(content).some(isShown)) for (const type of Object.keys(content)) if (!isShown(type)) delete content[type]
}

function keepFirst (content: any): void {
  if (!content['application/json']) return
  for (const type of Object.keys(content)) if (type.includes('*') || type.endsWith('/xml')) delete content[type]
}
