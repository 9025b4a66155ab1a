import { once } from 'node:events'
import { Agent, createServer, request as ask, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked { readonly method: string, readonly url: string, readonly headers: IncomingHttpHeaders }

/** Where a request goes on to, and with which headers. */
export interface Way { readonly url: string, readonly headers: IncomingHttpHeaders }

export interface Gateway { readonly url: string, stop (): Promise<void> }

/** Passes on each request, one after another, to where `wayOf` says; `look` sees each answer before who asked does. */
export async function startGateway (
  wayOf: (asked: Asked) => Promise<Way>, look: (asked: Asked, answer: IncomingMessage) => void = () => {}
): Promise<Gateway> {
  const agent = new Agent({ keepAlive: true })
  const server = createServer((request, response) => {
    const asked = { method: request.method!, url: request.url!, headers: request.headers }
    wayOf(asked).then(({ url, headers }) => {
      const on = ask(url, { agent, method: asked.method, headers })
      on.once('response', answer => {
        look(asked, answer)
        response.writeHead(answer.statusCode!, answer.headers)
        answer.pipe(response)
      })
      on.once('error', error => response.destroy(error))
      request.pipe(on)
    }).catch((error: Error) => {
      response.writeHead(502).end(`${error.message}\n`)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop () {
      server.close()
      server.closeAllConnections()
      agent.destroy()
    }
  }
}
