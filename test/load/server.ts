import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

// The program as it is shipped: `npm test` builds it first.
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const watch = new URL('watch.js', import.meta.url).href

export interface Turns { readonly longest: number, readonly all: number }
export interface Delays { readonly p50: number, readonly p99: number, readonly max: number }
export interface Memory { readonly heap: number, readonly external: number, readonly rss: number }

export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string | number>>
  readonly body?: string | Buffer
}

export interface Answered { readonly status: number, readonly headers: IncomingMessage['headers'], readonly body: Buffer }

/** A server that tells how it does. */
export interface Watched {
  readonly url: string
  readonly port: number
  send (sent: Sent): Promise<Answered>
  /** The same with JSON there and back. Throws where it is refused. */
  ask (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<any>
  turns (): Promise<Turns>
  delays (): Promise<Delays>
  memory (): Promise<Memory>
  stop (): Promise<void>
}

/** Starts the program on a frozen clock; it ends with this process. */
export async function startWatched (words: readonly string[] = []): Promise<Watched> {
  const flags = ['--port', '0', '--fixture', 'demo', '--clock', 'frozen:2026-03-02T09:00', '--rate-limit', 'off', ...words]
  const child = spawn(process.execPath, ['--expose-gc', '--import', watch, cli, 'start', ...flags], {
    env: { PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'inherit', 'ipc']
  })
  const end = (): void => { child.kill('SIGKILL') }
  process.once('exit', end)
  let printed = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', (piece) => {
      const [, url] = /listens at (\S+)/.exec(printed += String(piece)) ?? []
      if (url !== undefined) resolve(url)
    })
    child.once('close', () => reject(new Error(`The server ended before it listened: ${printed}`)))
  })
  const waiting = new Map<number, (answer: any) => void>()
  child.on('message', ({ id, answer }: { id: number, answer: unknown }) => { waiting.get(id)!(answer) })
  let asked = 0
  const measure = (ask: string): Promise<any> => new Promise(resolve => {
    waiting.set(++asked, resolve)
    child.send({ id: asked, ask })
  })
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity })

  async function send ({ method, path, headers = {}, body }: Sent): Promise<Answered> {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const sending = request(`${url}${path}`, { agent, method, headers: { ...length, ...headers } })
    // Who refuses need not read all; the answer counts.
    const answering = once(sending, 'response') as Promise<[IncomingMessage]>
    sending.end(body)
    const [reply] = await answering
    sending.on('error', () => {})
    return { status: reply.statusCode!, headers: reply.headers, body: await buffer(reply) }
  }

  return {
    url,
    port: Number(new URL(url).port),
    send,
    async ask (method, path, body, headers = {}) {
      const type = body === undefined ? undefined : { 'content-type': 'application/json' }
      const { status, body: answered } = await send({
        method, path, headers: { ...type, ...headers }, ...body !== undefined && { body: JSON.stringify(body) }
      })
      if (status >= 300) throw new Error(`${method} ${path} is answered ${status}: ${answered.toString().slice(0, 500)}`)
      return answered.length === 0 ? undefined : JSON.parse(answered.toString())
    },
    turns: () => measure('turns'),
    delays: () => measure('delays'),
    memory: () => measure('memory'),
    async stop () {
      agent.destroy()
      const ended = once(child, 'close')
      child.kill('SIGTERM')
      await ended
      process.off('exit', end)
    }
  }
}
