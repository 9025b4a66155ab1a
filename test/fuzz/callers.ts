import { daysAfter } from '../../src/core/civil-date.ts'
import { readTables } from '../data.ts'
import { now, type Client } from '../harness.ts'
import { collect, join, type Known, type Row } from './known.ts'
import { subjectOf, type Operation } from './operations.ts'
import { credentials, rowsIn, type Met } from './scene.ts'

export const today = now.slice(0, 10)

/** Somebody who calls: with what credentials, with one record of each kind that is theirs, and what there is of all others. */
export interface Caller {
  headers: Record<string, string>
  own: Known
  anybodys: Known
  /** The day on which most things happen, so that one seldom comes before what it follows. */
  day: string
}

/** Values that are in no record. */
const words: Readonly<Record<string, readonly string[]>> = {
  idType: ['12', '14'],
  MappedIDType: ['User'],
  CommunicationTypeID: ['-1'],
  // Nobody listens there, and nobody is to be called.
  Url: ['http://127.0.0.1:9/'],
  grant_type: ['password', 'refresh_token'],
  username: ['demo'],
  password: ['demo']
}

/** Who calls a service, once the scene is played. */
export async function listCallers (
  service: string, client: Client, operations: readonly Operation[], met: readonly Met[]
): Promise<Caller[]> {
  switch (service) {
    case 'esl': return [{ headers: {}, own: new Map(), anybodys: new Map(), day: today }]
    case 'tec-work-based': return listLearners(client)
    case 'tec-provider-based': return listProviders(met)
    // The feeds for websites have ids only; what there is of them version 2 tells.
    default: return await listRegistrations(client, operations.filter(it => it.service === service.replace('legacy', 'v2')),
      [...wordsOf(operations), ...rowsMet(met, 'accessplanit')])
  }
}

const wordsOf = (operations: readonly Operation[]): Row[] => [
  ...Object.entries(words).flatMap(([name, values]) => values.map(value => ({ [name]: value }))),
  ...operations.filter(it => /\/api\/v2\/\w+$/.test(it.path)).map(it => ({ module: subjectOf(it) }))
]

const rowsMet = (met: readonly Met[], whose: Met['whose']): Row[] => met.filter(it => it.whose === whose).map(it => it.row)

/** Every learner, several times over: each time with other records, where there are several. */
export function listLearners (client: Client): Caller[] {
  const tables = Object.values(readTables(client.db())).map(rows => rows.filter(row => row.eid !== undefined))
  const anybodys = collect(tables.flat())
  const learners = tables.flat().filter(row => row.nationalStudentNumber !== undefined && row.learnerLocalId !== undefined)
  return learners.flatMap((learner, i) => [0, 1, 2].map(turn => ({
    headers: credentials[learner.eid as 9001 | 9002],
    own: collect([join(learner, tables, turn)]),
    anybodys,
    day: daysAfter(today, -(7 * i + 31 * turn) % 80)
  })))
}

/** The two TEOs, each with the returns and the submissions that it has met. */
const listProviders = (met: readonly Met[]): Caller[] => ([9001, 9002] as const).map(eid => ({
  headers: credentials[eid],
  own: collect(rowsMet(met, eid)),
  anybodys: collect(met.map(it => it.row)),
  day: today
}))

const registrations = 6

/** The service user, for one delegate or another: with the user, the course, the company and whatever else goes with it. */
async function listRegistrations (client: Client, operations: readonly Operation[], more: readonly Row[]): Promise<Caller[]> {
  const tables: Row[][] = []
  for (const operation of operations.filter(it => it.method === 'GET' && !it.path.includes('{'))) {
    const { body } = await client.inject({ method: 'GET', url: `${operation.path}?$top=-1`, headers: credentials.accessplanit })
    tables.push(rowsIn(body.results ?? body)
      .map(({ ID, ...row }) => ID === undefined ? row : { [`${subjectOf(operation)}ID`]: ID, ...row }))
  }
  const delegates = tables.find(rows => rows[0] && 'UserID' in rows[0] && 'CourseDateID' in rows[0])!
  return Array.from({ length: registrations }, (_, turn) => ({
    headers: credentials.accessplanit,
    own: collect([join(delegates[turn * 29 % delegates.length]!, tables, turn), ...more]),
    anybodys: collect(tables.flat()),
    day: today
  }))
}
