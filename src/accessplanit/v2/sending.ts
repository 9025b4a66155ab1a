import type { FastifyReply } from 'fastify'

/** Sends JSON text as it is. */
export function sendJson (reply: FastifyReply, json: string | Buffer): void {
  reply.serializer(String).type('application/json; charset=utf-8').send(json)
}
