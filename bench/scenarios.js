import { deepStrictEqual } from 'node:assert/strict'
import { api, credentials, visitsUnder } from './prepare.js'
import { ask } from './servers.js'

/**
 * What is measured. `of` a server answers the requests that it is to be sent, and the status and the body, where it is
 * always the same, that it is to answer. Each server has its own sequence of visits: the sandbox takes none twice.
 */
export function scenariosOf (servers, { plan, plansForVisits }) {
  const getPlan = {
    status: 200,
    body: plan.json,
    isAlwaysNew: false,
    request: () => ({ method: 'GET', path: plan.path, headers: credentials })
  }
  const recordVisit = Object.fromEntries(Object.keys(servers).map(name => {
    const nextVisit = visitsUnder(plansForVisits)
    return [name, { status: 201, isAlwaysNew: true, request: () => requestOf(nextVisit()) }]
  }))
  return [
    { title: 'Get plan with visits', of: () => getPlan },
    { title: 'Record a visit', of: (name) => recordVisit[name] }
  ]
}

const requestOf = ({ trainingPlanLocalId, visit }) => ({
  method: 'POST',
  path: `${api}/training-plans/${trainingPlanLocalId}/visits`,
  headers: { ...credentials, 'content-type': 'application/json' },
  body: JSON.stringify(visit)
})

/** Throws unless all servers answer the same status, content type and bytes, and the status that is expected. */
export async function proveSame (scenario, servers) {
  const replies = await inTurn(servers, async ({ url }, name) => {
    const { path, ...request } = scenario.of(name).request()
    const reply = await ask(`${url}${path}`, request)
    return { status: reply.status, type: reply.headers.get('content-type'), body: await reply.text() }
  })
  for (const reply of Object.values(replies)) deepStrictEqual(reply, replies.sandbox)
  deepStrictEqual(replies.sandbox.status, scenario.of('sandbox').status)
}

/** Does something to one server after the other, in their order, and answers the results by their names. */
export async function inTurn (servers, work) {
  const results = {}
  for (const [name, server] of Object.entries(servers)) results[name] = await work(server, name)
  return results
}
