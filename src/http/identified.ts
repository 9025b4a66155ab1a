import type { FastifyRequest } from 'fastify'
import type { Ask } from '../core/reading.ts'
import { marked } from '../sandbox/marks.ts'
import type { Identified } from './service.ts'

/** Who makes a request, as its service finds that out; undefined where anybody may. */
export function identified (request: FastifyRequest, reading: Ask): Identified | Promise<Identified> | undefined {
  const { sandbox, headers, serving: { service, operation } } = request
  if (!service?.identify || !operation || operation.isOpen) return undefined
  const { operationId } = operation
  return service.identify(sandbox, headers, { operationId, reading, ofAnotherService: ofAnother(request), address: () => request.ip })
}

/** As it stands in what the services tell people of. */
const ofAnother = ({ sandbox, server: { services } }: FastifyRequest) => (credential: string): string | undefined => {
  for (const { title, credentials } of services) {
    const found = credentials?.(sandbox).find(({ value }) => value === credential || value === marked(sandbox, credential))
    if (found) return `In this sandbox, that is the ${found.kind} of ${found.whose} in another API, ${title}.`
  }
  return undefined
}
