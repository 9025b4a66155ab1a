import type { IncomingHttpHeaders } from 'node:http'
import { Failure } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import type { Step } from './step.ts'

/**
 * Whether a request is to be answered and nothing of it kept. Whatever is not plainly a no is a yes: a dry run that writes would be the
 * worse mistake.
 */
export function isDryRun ({ headers: { 'sandbox-dry-run': header } }: { headers: IncomingHttpHeaders }): boolean {
  return header !== undefined && !/^(?:0|no|false)?$/i.test(String(header))
}

/** A word that says neither is no dry run by chance. Throws Failure. */
export const checkDryRun: Step = ({ headers: { 'sandbox-dry-run': header = '' } }) => {
  if (/^(?:1|yes|true|0|no|false)?$/i.test(String(header))) return
  throw new Failure('malformed', `Sandbox-Dry-Run: ${quoted(String(header))} is neither yes nor no. ` +
    'Use 1, true or yes for a dry run; 0, false or no, or leave it out, for none.')
}

/** The sandbox's own API moves clocks and starts again; none of that can be tried. */
export function refuseDryRun (request: { headers: IncomingHttpHeaders }): void {
  if (!isDryRun(request)) return
  throw new Failure('malformed', 'Sandbox-Dry-Run is only for requests to emulated APIs. The sandbox\'s own API does what it is asked: ' +
    'send the request without that header.')
}
