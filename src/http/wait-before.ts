import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/** What a request has to wait for; undefined where there is nothing. */
export type WaitFor = (request: IncomingMessage) => Promise<void> | undefined

/** Has each request wait before anything else is done with it. What is the matter with what it waits for is said on its way. */
export function waitBefore (server: Server, waitFor: WaitFor): void {
  const serving = server.listeners('request') as Array<(request: IncomingMessage, reply: ServerResponse) => void>
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, reply: ServerResponse) => {
    const serve = () => { for (const listener of serving) listener.call(server, request, reply) }
    const waiting = attempt(() => waitFor(request))
    if (waiting) waiting.then(serve, serve)
    else serve()
  })
}

function attempt<Result> (work: () => Result): Result | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
