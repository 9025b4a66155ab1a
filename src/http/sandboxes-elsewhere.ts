import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { withoutSandbox } from './sandbox-path.ts'

/**
 * Has each request wait until its sandbox is here, where several servers share a folder. That is before anything else is done with it, as
 * which of its paths lead to what is the sandbox's. Where none comes, it is told so on its way.
 */
export function waitForSandboxes (server: Server, { comeHere }: Pick<Sandboxes, 'comeHere'>): void {
  const serving = server.listeners('request') as Array<(request: IncomingMessage, reply: ServerResponse) => void>
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, reply: ServerResponse) => {
    const serve = () => { for (const listener of serving) listener.call(server, request, reply) }
    const id = named(request)
    const coming = id === undefined ? undefined : attempt(() => comeHere(id))
    if (coming) coming.then(serve, serve)
    else serve()
  })
}

/** What is the matter with it is said when it is gone into. */
function attempt<Result> (work: () => Result): Result | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** The sandbox that a request goes to, or that it asks about. */
const named = ({ url = '', headers }: IncomingMessage): string | undefined =>
  withoutSandbox(url).id ?? (headers['sandbox-id'] as string || /^\/__admin\/sandboxes\/([^/?#]+)/i.exec(url)?.[1])
