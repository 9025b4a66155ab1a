import { isProblem, SandboxError } from './ask.ts'

/** Whether it is what a sandbox says of itself. */
export function isIndex (value: unknown): boolean {
  const { sandbox, operations } = Object(value) as { sandbox?: unknown, operations?: unknown }
  return typeof sandbox === 'string' && Array.isArray(operations)
}

/** What went wrong, and where, if something else than a sandbox answered. */
export const toldWhere = (server: string, error: unknown): unknown =>
  error instanceof SandboxError && error.status > 0 && !isProblem(error.problem) ? stranger(server, error.status) : error

/** Something answered that is none. */
export const stranger = (server: string, status: number): SandboxError => new SandboxError(
  `Something else than a tms-sandbox answers at ${server}: to GET /__admin it says ${status}, and not what a sandbox says. ` +
  'Check the host and the port.', status)
