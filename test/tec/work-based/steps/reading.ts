import { isDeepStrictEqual } from 'node:util'
import type { Client, Reply } from '../../../harness.ts'
import { enrolmentsUnder, plansUnder, visitsUnder, type Teo } from '../model/world.ts'
import { ids } from './ids.ts'

/** What the model says that a GET answers; `expected` is undefined where there is to be nothing. */
interface Reading {
  path: string
  expected: object | undefined
  /** Whether there are members that the model does not know. */
  isPartial?: boolean
}

const readings = {
  learners: ({ learners }: Teo, id: string): Reading => ({ path: `/learners/${id}`, expected: learners.get(id) }),
  agreements: ({ agreements }: Teo, id: string): Reading => ({ path: `/training-agreements/${id}`, expected: agreements.get(id) }),
  enrolments: ({ enrolments }: Teo, id: string): Reading => ({ path: `/enrolments/${id}`, expected: enrolments.get(id) }),
  plans: (teo: Teo, id: string): Reading => ({ path: `/training-plans/${id}`, expected: planWithVisits(teo, id) }),
  versions: ({ versions }: Teo, id: string): Reading => ({
    path: `/programmes/${id.replace('/', '/versions/')}`, expected: versions.get(id), isPartial: true
  }),
  deliveries: ({ deliveries }: Teo, id: string): Reading => ({
    path: `/off-job-deliveries/${id}`,
    expected: deliveries.has(id) ? { offJobDeliveryLocalId: id, ...deliveries.get(id)!.details } : undefined
  })
}

function planWithVisits (teo: Teo, id: string): object | undefined {
  const trainingPlan = teo.plans.get(id)
  const visits = visitsUnder(teo, id).map(({ visitLocalId, visitDate }) => ({ visitLocalId, visitDate }))
  return trainingPlan && { trainingPlan, visits: visits.sort((a, b) => a.visitDate < b.visitDate ? -1 : 1) }
}

/** An agreement with its enrolments, plans and visits. */
const ofAgreement = (teo: Teo, id: string): Reading[] => [
  readings.agreements(teo, id),
  ...enrolmentsUnder(teo, id).map(it => readings.enrolments(teo, it.enrolmentLocalId)),
  ...plansUnder(teo, id).map(it => readings.plans(teo, it.trainingPlanLocalId))
]

/** Everything that a TEO may have, whether it has it or not. */
const ofTeo = (teo: Teo): Reading[] => Object.entries(readings).flatMap(([kind, reading]) =>
  ids[kind as keyof typeof readings].map(id => reading(teo, id)))

export const readAgreement = (client: Client, teo: Teo, id: string): Promise<string[]> => compareAll(client, teo, ofAgreement(teo, id))

export const readAll = (client: Client, teo: Teo): Promise<string[]> => compareAll(client, teo, ofTeo(teo))

/** In which records and members the sandbox differs from the model. */
async function compareAll (client: Client, teo: Teo, readings: Reading[]): Promise<string[]> {
  const differences: string[] = []
  for (const reading of readings) {
    const reply = await client.call('GET', reading.path, undefined, headersOf(teo.eid))
    differences.push(...compare(teo, reading, reply))
  }
  return differences
}

export const headersOf = (eid: number): Record<string, string> => ({ authorization: `Bearer demo-token-${eid}`, eid: String(eid) })

function compare ({ eid }: Teo, { path, expected, isPartial }: Reading, { status, body }: Reply): string[] {
  const what = `GET ${path} as ${eid}`
  if (status !== (expected ? 200 : 400)) return [`${what}: ${status}, the model says ${expected ? 'it is there' : 'there is none'}`]
  if (!expected) return []
  const modelled = JSON.parse(JSON.stringify(expected))
  return [...new Set([...Object.keys(expected), ...isPartial ? [] : Object.keys(body)])]
    .filter(member => !isDeepStrictEqual(body[member], modelled[member]))
    .map(member => `${what}: ${member} is ${JSON.stringify(body[member])}, the model says ${JSON.stringify(modelled[member])}`)
}
