import { api, credentials, visitsUnder } from './prepare.js'

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
