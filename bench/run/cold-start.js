import { ask, bareHttp, fastifyWithSwaggerAndSqlite, sandboxOf, startServer } from '../harness/servers.js'
import { inRounds, inTurn, tableOf } from '../harness/turns.js'
import { credentials } from '../work-based/prepare.js'

const livez = { args: sandboxOf('demo'), path: '/livez' }
const plan = { args: sandboxOf('demo'), path: '/work-submission-api/v1.0/training-plans/DEMO-TP04', headers: credentials }
const fastify = { args: fastifyWithSwaggerAndSqlite, path: '/' }
const http = { args: bareHttp(), path: '/' }

/** Starts each server so many times, one after the other, and measures from the spawn to its first 200. */
export async function measureColdStarts (starts) {
  await timeStart(http) // The first fetch of this process is slow, and none of the servers' business.
  const rounds = await inRounds(starts, () => inTurn({ livez, plan, fastify, http }, timeStart))
  return [
    ['Cold start to /livez', 'livez'],
    ['Cold start to the first plan', 'plan']
  ].map(([title, first]) => {
    const measured = rounds.map(({ [first]: sandbox, fastify, http }) => ({ sandbox, fastify, http }))
    return { ...tableOf(title, measured), fastifyIs: 'bare Fastify, swagger, SQLite' }
  })
}

async function timeStart ({ args, path, headers = {} }) {
  const began = performance.now()
  const server = await startServer(args)
  const reply = await ask(`${server.url}${path}`, { headers })
  await reply.arrayBuffer()
  const time = performance.now() - began
  await server.stop()
  if (reply.status !== 200) throw new Error(`${args[0]} answers ${path} with ${reply.status}`)
  return { time }
}
