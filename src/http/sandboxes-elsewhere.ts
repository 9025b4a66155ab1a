import type { IncomingMessage } from 'node:http'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { withoutSandbox } from './sandbox-path.ts'
import type { WaitFor } from './wait-before.ts'

/**
 * Until the sandbox of a request is here, where several servers share a folder. That is before anything else is done with it, as which of
 * its paths lead to what is the sandbox's. Where none comes, it is told so on its way.
 */
export const sandboxesHere = ({ comeHere }: Pick<Sandboxes, 'comeHere'>): WaitFor => request => {
  const id = named(request)
  return id === undefined ? undefined : comeHere(id)
}

/** The sandbox that a request goes to, or that it asks about. */
const named = ({ url = '', headers }: IncomingMessage): string | undefined =>
  withoutSandbox(url).id ?? (headers['sandbox-id'] as string || /^\/__admin\/sandboxes\/([^/?#]+)/i.exec(url)?.[1])
