import type { FastifyReply } from 'fastify'
import { XMLBuilder } from 'fast-xml-parser'

const declaration = '<?xml version="1.0" encoding="utf-8"?>'
const builder = new XMLBuilder({ ignoreAttributes: true, suppressEmptyNode: true })

const wantsXml = (accept = ''): boolean => /\bapplication\/xml\b|\btext\/xml\b/i.test(accept) && !/application\/json/i.test(accept)

/** Sends JSON text, or the same as XML under a root of this name. */
export function sendAs (reply: FastifyReply, root: string, text: string, item?: string): void {
  reply.serializer(String)
  if (!wantsXml(reply.request.headers.accept)) {
    reply.type('application/json; charset=utf-8').send(text)
    return
  }
  const value = JSON.parse(text) as unknown
  const content = item === undefined ? elements(value, root) : { [item]: (value as unknown[]).map(it => elements(it, item)) }
  reply.type('application/xml; charset=utf-8').send(`${declaration}${builder.build({ [root]: content }).replaceAll('\r', '&#xD;')}`)
}

/** Lists become elements of one name within another: `<Category><string>Safety</string></Category>`. What is null is left out. */
function elements (value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const item = typeof value[0] === 'object' ? name.replace(/s$/, '') : 'string'
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
