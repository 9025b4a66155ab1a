import type { FastifyReply } from 'fastify'
import { sendAs } from './xml.ts'

/** Sends a record, or records, given as JSON texts, in the form that was asked for: an `ArrayOf…` for several. */
export const send = (reply: FastifyReply, name: string, json: string | readonly string[]): void =>
  typeof json === 'string' ? sendAs(reply, name, json) : sendAs(reply, `ArrayOf${name}`, `[${json.join(',')}]`, name)
