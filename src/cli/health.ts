import { get as getPlain } from 'node:http'
import { get as getSecurely } from 'node:https'
import { text } from 'node:stream/consumers'
import type { Config } from '../config.ts'
import { exitCodes } from './exit-codes.ts'

/** For a container's health check: exit code 0 if the server of these options answers. */
export async function printHealth ({ host, port, tlsCert }: Config): Promise<void> {
  const local = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host
  const scheme = tlsCert === undefined ? 'http' : 'https'
  try {
    const { status, detail } = await askReady(`${scheme}://${local.includes(':') ? `[${local}]` : local}:${port}/readyz`)
    console.log(status === 200 ? 'ready' : `not ready: ${status}${detail === '' ? '' : `: ${detail}`}`)
    if (status !== 200) process.exitCode = exitCodes.no
  } catch {
    console.log(`not ready: nothing answers at ${local}:${port}${scheme === 'https' ? ' over https' : ''}`)
    process.exitCode = exitCodes.no
  }
}

/** Whoever asks this machine whether a server is up sends nothing secret, and the name in its certificate is another one. */
const askReady = (url: string): Promise<{ status: number, detail: string }> => new Promise((resolve, reject) => {
  const get = url.startsWith('https:') ? getSecurely : getPlain
  get(url, { rejectUnauthorized: false, signal: AbortSignal.timeout(3000) }, reply => {
    text(reply).then(body => { resolve({ status: reply.statusCode!, detail: detailOf(body) }) }, reject)
  })
    .once('error', reject)
})

/** What the server says is wrong, such as that it speaks https; nothing where something else answers. */
function detailOf (body: string): string {
  try {
    const { detail } = JSON.parse(body) as { detail?: unknown }
    return typeof detail === 'string' ? detail : ''
  } catch {
    return ''
  }
}
