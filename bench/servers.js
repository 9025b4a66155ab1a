import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const patience = 30_000

/** The arguments to Node that start each server. */
export const sandboxOf = (fixture, flags = []) =>
  ['dist/cli.js', 'start', '--port', '0', '--fixture', fixture, '--log-level', 'warn', ...flags]
export const bareFastify = (planJson, list = '') => ['bench/bare-fastify.js', planJson, list]
export const bareHttp = (planJson = '{}') => ['bench/bare-http.js', planJson]
export const fastifyWithSwaggerAndSqlite = ['bench/bare-fastify-with-more.js']

const running = new Set()
process.on('exit', () => { for (const child of running) child.kill('SIGKILL') })
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

/** Starts Node with the arguments, in a process of its own and an empty environment, and waits for the URL that it prints. */
export async function startServer (args) {
  const child = spawn(process.execPath, args, { cwd: root, env: {}, stdio: ['ignore', 'pipe', 'inherit'] })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return { url: await printedUrl(child), pid: child.pid, stop: () => stop(child) }
}

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
  if (child.exitCode !== null || child.signalCode !== null) return
  const late = setTimeout(() => child.kill('SIGKILL'), 5000)
  child.kill('SIGTERM')
  await once(child, 'exit')
  clearTimeout(late)
}

/** Asks once, and gives up after ten seconds. */
export const ask = (url, request = {}) => fetch(url, { ...request, signal: AbortSignal.timeout(10_000) })
