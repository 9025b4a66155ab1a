import type { FastifyRequest } from 'fastify'
import type { Failure } from '../core/errors.ts'

/** 404 is for what the path names and is not there; what a body names, or ought to name, is a fault of the body. */
export function statusOfMissing ({ params, body }: FastifyRequest, { errors }: Failure, nameOf = (name: string): string => name): 400 | 404 {
  const given = typeof body === 'object' && body !== null ? Object.keys(body).map(name => name.toLowerCase()) : []
  const isOfBody = Object.keys(errors).some(name => given.includes(nameOf(name).toLowerCase()))
  return isOfBody || Object.keys(params as object).length === 0 ? 400 : 404
}
