import { once } from 'node:events'
import { Agent, request as send } from 'node:http'
import { text } from 'node:stream/consumers'

const agent = new Agent({ keepAlive: true })

/** One request over plain node:http, for where what the client takes is measured too, or an answer may take long: nothing gives up. */
export async function sendOne ({ url }, { method, path, headers, body = '' }) {
  const sent = Buffer.from(body)
  const options = { agent, method, headers: { ...headers, 'content-length': sent.length } }
  const [reply] = await once(send(`${url}${path}`, options).end(sent), 'response')
  return { status: reply.statusCode, text: await text(reply) }
}
