import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { isAnswer, type Answer, type ListText } from './answer.ts'
import { made, putTogether } from './list-in-turns.ts'
import { unlessGone } from './unanswered.ts'

/** Sends what was answered; a promise only where to make it takes its time. Nobody waits until it is read: that may be minutes. */
export function send (reply: FastifyReply, status: number, value: unknown): void | Promise<void> {
  if (!isAnswer(value)) return done(reply.code(status).send(value))
  const { headers = {}, type, text, list, body }: Answer = value
  reply.code(value.status ?? status).headers(headers)
  if (list) return sendList(reply.type(type!), list)
  if (text === undefined && typeof body === 'function') return body().then((made: unknown) => { reply.send(made) })
  if (text === undefined) return done(reply.send(body))
  return done(reply.type(type!).serializer(asItIs).send(text))
}

/** The blocks of a long one one after the other, as long as they are together. */
function sendList (reply: FastifyReply, list: ListText): void | Promise<void> {
  const text = putTogether({ ...list, items: made(list.items, item => { unlessGone(reply); return item }) })
  if (typeof text === 'string') return done(reply.serializer(asItIs).send(text))
  return text.then(blocks => {
    reply.header('content-length', blocks.reduce((sum, { length }) => sum + length, 0)).send(Readable.from(lettingGo(blocks)))
  })
}

/** A block is not kept any more once it is sent: a reader may be slow, and there may be many. */
function * lettingGo (blocks: Buffer[]): Generator<Buffer> {
  while (blocks.length > 0) yield blocks.shift()!
}

/** Fastify would wait for a reply that it is given as for a promise. */
const done = (_reply: FastifyReply): void => {}

const asItIs = (text: unknown): string => text as string
