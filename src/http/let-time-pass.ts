import type { FastifyRequest } from 'fastify'
import { failureOf } from './failure-of.ts'
import type { Step } from './step.ts'

/** Makes happen what has fallen due. What only reads is answered though that cannot be stored, and told how far time has come. */
export const letTimePass: Step = (request) => {
  if (!request.entry) return
  try {
    return request.sandbox.catchUp()?.catch((error: unknown) => { tellThatTimeStands(request, error) })
  } catch (error) {
    tellThatTimeStands(request, error)
  }
}

function tellThatTimeStands (request: FastifyRequest, error: unknown): void {
  const failure = failureOf(error, request)
  if ((failure.kind !== 'unavailable' && failure.kind !== 'full') || isWriting(request)) throw failure
  const day = request.sandbox.settings.recall<string>('passedUpTo')!
  const message = `What has fallen due since ${day} has not happened yet, as it cannot be stored. ${failure.message}`
  request.entry!.remarks.push({ kind: 'time-stands', member: day, message })
}

const isWriting = ({ serving: { operation } }: FastifyRequest): boolean =>
  operation !== undefined && (operation.writes ?? operation.method !== 'GET')
