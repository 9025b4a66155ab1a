import type { FastifyRequest } from 'fastify'
import type { Remark } from '../sandbox/journal.ts'

/** Where what is told of a request goes: into its entry of the journal, if it has one. */
export const remarksOf = (request: FastifyRequest): Remark[] => request.entry?.remarks ?? (request.remarks ??= [])
