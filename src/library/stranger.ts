import { failures } from '../core/errors.ts'
import { isProblem, SandboxError } from './ask.ts'

/** What answered is no sandbox: to ask it again would be of no use. */
export class NoSandboxThere extends SandboxError {}

/** Whether it is what a sandbox says of itself. */
export function isIndex (value: unknown): boolean {
  const { sandbox, operations } = Object(value) as { sandbox?: unknown, operations?: unknown }
  return typeof sandbox === 'string' && Array.isArray(operations)
}

/** What went wrong, and where, if something else than a sandbox answered. */
export function toldWhere (server: string, error: unknown): unknown {
  if (!(error instanceof SandboxError) || error.status === 0) return error
  if (!isProblem(error.problem)) return stranger(server, error.status)
  return error.problem.title === failures['unknown-route'].title ? addressOfApi(server, error) : error
}

/** A sandbox answered that knows no such path: below the server's address stands what one of its APIs adds. */
function addressOfApi (address: string, { status, problem }: SandboxError): NoSandboxThere {
  const [, prefix = '/sandboxes/{id}'] = /^(\/sandboxes\/[^/]+)/.exec(new URL(address).pathname) ?? []
  const { origin } = new URL(address)
  return new NoSandboxThere(`${address} is not the address of a server or a sandbox: it lies below one, as that of an API does. ` +
    `Give the server's, ${origin}, or a sandbox's, ${origin}${prefix}.`, status, problem)
}

/** Something answered that is none. */
export const stranger = (server: string, status: number): NoSandboxThere => new NoSandboxThere(
  `Something else than a tms-sandbox answers at ${server}: to GET /__admin it says ${status}, and not what a sandbox says. ` +
  'Check the host and the port.', status)
