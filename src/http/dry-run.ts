import type { IncomingHttpHeaders } from 'node:http'
import { Failure } from '../core/errors.ts'

/**
 * Whether a request is to be answered and nothing of it kept. Whatever is not plainly a no is a yes: a dry run that writes would be the
 * worse mistake.
 */
export function isDryRun ({ headers: { 'sandbox-dry-run': header } }: { headers: IncomingHttpHeaders }): boolean {
  return header !== undefined && !/^(?:0|no|false)?$/i.test(String(header))
}

/** The sandbox's own API moves clocks and starts again; none of that can be tried. */
export function refuseDryRun (request: { headers: IncomingHttpHeaders }): void {
  if (!isDryRun(request)) return
  throw new Failure('malformed', 'Sandbox-Dry-Run goes with requests to the emulated APIs. The sandbox\'s own API does what it is asked: ' +
    'send the request without that header.')
}
