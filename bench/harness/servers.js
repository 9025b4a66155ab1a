import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const patience = 30_000

/** As many bytes as a sandbox may have at most, for more rows than fit into the usual 96 MiB. */
export const roomy = ['--max-sandbox-bytes', '64GiB']
/** The arguments to Node that start each server. */
export const sandboxOf = (fixture, flags = []) =>
  ['dist/cli.js', 'start', '--port', '0', '--fixture', fixture, '--log-level', 'warn', ...roomy, ...flags]
/** No limit, as is usual for all APIs but accessplanit's version 1. */
export const unlimited = ['--rate-limit', 'off']
/** A limit that counts, and refuses nothing. */
export const counting = ['--rate-limit', '100000000/1s']
export const bareFastify = (planJson, list = '') => ['bench/run/bare-fastify.js', planJson, list]
export const bareHttp = (planJson = '{}') => ['bench/run/bare-http.js', planJson]
export const fastifyWithSwaggerAndSqlite = ['bench/run/bare-fastify-with-more.js']

const running = new Set()
process.on('exit', () => { for (const child of running) child.kill('SIGKILL') })
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

/** Starts Node with the arguments, in a process of its own and an empty environment, and waits for the URL that it prints. */
export async function startServer (args) {
  const child = start(process.execPath, args, ['ignore', 'pipe', 'inherit'])
  return { url: await printedUrl(child), pid: child.pid, stop: () => stop(child) }
}

/** Starts a program as it is, such as another server, in a process of its own. What it prints is not shown. */
export function startProgram (command, args, { cwd = root, env = {} } = {}) {
  const child = start(command, args, 'ignore', { cwd, env })
  return { pid: child.pid, stop: () => stop(child), hasEnded: () => hasEnded(child) }
}

function start (command, args, stdio, { cwd = root, env = {} } = {}) {
  const child = spawn(command, args, { cwd, env, stdio })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

const hasEnded = ({ exitCode, signalCode }) => exitCode !== null || signalCode !== null

function printedUrl (child) {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text
      const [, url] = /(http:\/\/127\.0\.0\.1:\d+)\s/.exec(printed) ?? []
      if (url) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`${child.spawnargs[1]} ended with ${code} before it listened`)))
    setTimeout(() => reject(new Error(`${child.spawnargs[1]} does not listen after ${patience} ms`)), patience).unref()
  })
}

async function stop (child) {
  if (hasEnded(child)) return
  const late = setTimeout(() => child.kill('SIGKILL'), 5000)
  child.kill('SIGTERM')
  await once(child, 'exit')
  clearTimeout(late)
}

/** Asks once, and gives up after ten seconds. */
export const ask = (url, request = {}) => fetch(url, { ...request, signal: AbortSignal.timeout(10_000) })

/** Asks once, with a body as JSON where there is one, and answers what it is answered as JSON. Throws for a status of 300 and more. */
export async function askJson (url, method, body, headers = {}) {
  const type = body !== undefined && { 'content-type': 'application/json' }
  const reply = await ask(url, { method, headers: { ...headers, ...type }, body: JSON.stringify(body) })
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${method} ${url} answers ${reply.status}: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

export async function stopAll (servers) {
  await Promise.all(Object.values(servers).map(server => server.stop()))
}
