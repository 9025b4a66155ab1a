import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { withoutSandbox } from '../../src/http/sandbox-path.ts'
import { elide, page, pages, readSteps, runInShell, valuesOf } from '../house/walks.ts'
import { placeAt } from '../undocumented.ts'
import { startGateway, type Asked } from './gateway.ts'
import { programOf } from './programs.ts'
import type { Found, Subject, Tool, World } from './tool.ts'

/**
 * Prism stands between the walks and the sandbox, a process for each document, and notes in a header what is not as the document says. It
 * is not told to answer for the sandbox (`--errors`), as many a step of a walk is refused on purpose, and the refusal is what is looked at.
 */
export const prism: Tool = {
  title: 'Prism, the walks through it',
  package: '@stoplight/prism-cli',
  version: '5.14.2',
  async check (installed, world) {
    const started = new Map(await Promise.all(world.subjects.map(async (subject, n) =>
      [subject.name, await startPrism(installed, subject, world, 4840 + n)] as const)))
    try {
      return await walkThrough(started, world)
    } finally {
      for (const { child } of started.values()) child.kill()
    }
  }
}

interface Started { readonly url: string, readonly child: ChildProcess, readonly subject: Subject }

async function startPrism (installed: string, subject: Subject, { lasting, folder }: World, port: number): Promise<Started> {
  const words = ['proxy', subject.file, lasting + subject.mount, '-p', String(port), '-h', '127.0.0.1', '-v', 'error']
  const child = spawn(process.execPath, [programOf(installed, 'prism'), ...words], {
    cwd: folder, env: { PATH: process.env.PATH }, stdio: 'ignore'
  })
  process.once('exit', () => child.kill())
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 240 && child.exitCode === null; tries++) {
    if (await isListening(port)) return { url, child, subject }
    await wait(250)
  }
  child.kill()
  await once(child, 'exit')
  throw new Error(`Prism does not serve ${subject.name} on port ${port}`)
}

/** Whoever sent a request would be in the journal. */
const isListening = (port: number): Promise<boolean> => new Promise(resolve => {
  const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false))
  socket.unref().once('connect', () => socket.destroy())
})

async function walkThrough (started: ReadonlyMap<string, Started>, { lasting }: World): Promise<Map<string, Found>> {
  const found = new Map([...started.keys()].map(name => [name, { tried: 0, differences: [] as string[] }]))
  const gateway = await startGateway(async asked => {
    const { prefix, id, rest } = withoutSandbox(asked.url)
    const through = started.get(placeAt(rest)?.name ?? '')
    // Pages, and paths that are in no document.
    if (!through || isOfBytes(rest)) return { url: lasting + asked.url, headers: asked.headers }
    const headers = { ...asked.headers, ...prefix && { 'sandbox-id': id } }
    const path = rest.replace(/^\/accessplansandbox\//i, '/accessplan/').slice(through.subject.mount.length)
    return { url: through.url + path, headers }
  }, (asked, answer) => {
    const noted = found.get(placeAt(asked.url)?.name ?? '')
    if (!noted || isOfBytes(asked.url)) return
    noted.tried++
    noted.differences.push(...violationsIn(asked, answer))
  })
  for (const path of Object.keys(pages)) found.get('admin')?.differences.push(...await follow(path, gateway.url))
  await gateway.stop()
  return found
}

/** Prism reads bytes as though they were a text. */
const isOfBytes = (url: string): boolean => /\/state\/(?:ex|im)port$/.test(url)

/** What was refused may well break what its document says of requests; an answer never. */
function violationsIn ({ method, url }: Asked, { statusCode, headers }: IncomingMessage): string[] {
  return readViolations(String(headers['sl-violations'] ?? '[]'))
    .filter(({ location: [part] }) => part === 'response' || statusCode! < 400)
    .map(({ location, message }) => `${method} ${url} answers ${statusCode}: ${location.join('.')}: ${message}`)
}

/** A long list is cut off by Prism, after it has said so. */
function readViolations (text: string): Array<{ location: string[], message: string }> {
  if (text.startsWith('[')) return JSON.parse(text)
  return [...text.matchAll(/"location":(\[[^\]]*\]).*?"message":"((?:[^"\\]|\\.)*)"/g)]
    .map(([, location, message]) => ({ location: JSON.parse(location!), message: message! }))
}

/** What a page shows is what is answered through Prism, too. */
async function follow (path: string, url: string): Promise<string[]> {
  const steps = readSteps(page(path))
  const printed = await runInShell(steps, url)
  return steps.flatMap(({ shell, replies }, n) => {
    const isShown = replies.length === 0 || JSON.stringify(elide(valuesOf(printed[n]!), replies)) === JSON.stringify(replies)
    return isShown ? [] : [`${path} prints something else than it shows at ${shell.trim()}: ${printed[n]!.slice(0, 400)}`]
  })
}
