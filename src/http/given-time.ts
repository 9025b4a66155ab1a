import { readMoment } from '../core/clock.ts'
import { BadInput, Failure } from '../core/errors.ts'
import type { Step } from './step.ts'

/**
 * A request whose `Sandbox-Clock` names a moment is answered as though the clock stood there. Others that are under way see the sandbox's
 * own time. Throws BadInput.
 */
export const giveTime: Step = (request) => {
  const { entry, headers: { 'sandbox-clock': header }, serving: { service, operation } } = request
  if (!header) return
  const at = momentIn(String(header))
  if (service?.isOwn && service.isJournalled === false && operation && operation.method !== 'GET') {
    throw new Failure('malformed', 'Sandbox-Clock is only for requests to emulated APIs. PUT /__admin/clock sets the clock: ' +
      'send the request without that header.')
  }
  request.sandbox = request.sandbox.at(at)
  if (entry) entry.at = at
}

function momentIn (header: string): number {
  try {
    return readMoment(header)
  } catch (error) {
    throw new BadInput(`Sandbox-Clock: ${(error as Error).message}`)
  }
}
