import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { ask, startProgram } from '../harness/servers.js'

const patience = 30_000

/**
 * Starts a program that listens on a free port, and waits for its first answer of 200. `launch(port)` answers what to run, `first` the
 * request. Answers the server, with the ms that it took from the spawn.
 */
export async function startAndAsk (launch, { path, ...request }) {
  const port = await freePort()
  const { command, args, cwd, env } = launch(port)
  const url = `http://127.0.0.1:${port}`
  const began = performance.now()
  const program = startProgram(command, args, { cwd, env: { PATH: process.env.PATH, HOME: cwd, ...env } })
  while (!await answers(`${url}${path}`, request)) {
    if (program.hasEnded()) throw new Error(`${args.join(' ')} ended before it answered`)
    if (performance.now() - began > patience) {
      await program.stop()
      throw new Error(`${args.join(' ')} does not answer 200 to ${path} after ${patience} ms`)
    }
    await pause(10)
  }
  return { ...program, url, time: performance.now() - began }
}

async function answers (url, request) {
  try {
    const reply = await ask(url, request)
    await reply.arrayBuffer()
    return reply.status === 200
  } catch {
    return false
  }
}

async function freePort () {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
