import { createHash } from 'node:crypto'
import type { Ask } from '../library/ask.ts'
import { archiveFor, type Archive } from './archive.ts'
import type { AskedApi, AskedCoverage, AskedDrift, AskedOperation, AskedReading, AskedRule } from './asked.ts'
import { isMet, type Evidence } from './shape.ts'
import { statusesReached } from './statuses.ts'

/** What was gathered of a sandbox: a value for the files, and the journal as an archive. */
export interface Gathered {
  readonly evidence: Evidence
  readonly archive: Archive
}

/** Asks a sandbox's own API for all that its run has shown. `gathered` is when; `url` is where the sandbox was asked. */
export async function gather (ask: Ask, url: string, gathered: string): Promise<Gathered> {
  const index = await ask<{ version: string, sandbox: string, fixture: string, clock: { mode: string, now: string } }>('GET', '')
  const { apis } = await ask<{ apis: AskedApi[] }>('GET', '/apis')
  // What a tester does on behalf of others is no operation of an API.
  const served = (await ask<AskedOperation[]>('GET', '/contract')).filter(({ path }) => !path.startsWith('/__admin/'))
  const rules = await ask<AskedRule[]>('GET', '/rules')
  const readings = await ask<AskedReading[]>('GET', '/readings')
  const coverage = await ask<AskedCoverage>('GET', '/rules/coverage?format=json')
  const { contracts } = await ask<{ contracts: AskedDrift[] }>('GET', '/contract/drift')
  const archive = archiveFor(await ask('GET', '/requests/export'), url)
  const { requests, first, last } = await requestsOf(ask)
  const { statuses, leftOutRecords } = await statusesReached(ask)
  const operations = operationsOf(served, coverage, requests)
  const shown = rulesOf(rules, served, coverage)
  const evidence: Evidence = {
    about: 'Evidence of a test run against tms-sandbox',
    format: 1,
    times: { gathered, clock: { mode: index.clock.mode, now: index.clock.now }, firstRequest: first, lastRequest: last, elsewhere },
    sandbox: { version: index.version, id: index.sandbox, fixture: index.fixture },
    summary: summaryOf(operations, shown, requests.length),
    contracts: apis.map(api => contractOf(api, served, rules, contracts)),
    readings: readings.map(({ service, id, sentence, inForce, usual, choices }) =>
      ({ service, id, sentence, inForce, means: choices[inForce] ?? inForce, isUsual: inForce === usual })),
    changedRules: rules.filter(({ mode, usualMode }) => mode !== usualMode).map(({ id, mode, usualMode }) => ({ id, mode, usualMode })),
    operations,
    rules: shown,
    statuses,
    leftOutRecords,
    requests
  }
  return { evidence, archive }
}

const summaryOf = (
  operations: Evidence['operations'], rules: Evidence['rules'], inJournal: number
): Evidence['summary'] => ({
  operations: { all: operations.length, called: operations.filter(({ calls }) => calls > 0).length },
  rules: {
    all: rules.length,
    met: rules.filter(isMet).length,
    passed: rules.filter(({ passed }) => passed > 0).length,
    refused: rules.filter(({ refused }) => refused > 0).length,
    warned: rules.filter(({ warned }) => warned > 0).length,
    found: rules.filter(({ found }) => found > 0).length,
    atLimit: rules.filter(({ atLimit }) => (atLimit ?? 0) > 0).length
  },
  requests: { answered: operations.reduce((sum, { calls }) => sum + calls, 0), inJournal }
})

const elsewhere: Evidence['times']['elsewhere'] = [
  { file: 'journal.har', where: ['log.entries[].startedDateTime', 'log.entries[].time', 'log.entries[].timings.wait'] },
  { file: 'evidence.html', where: ['the table under "Times"'] }
]

function operationsOf (
  served: readonly AskedOperation[], coverage: AskedCoverage, requests: Evidence['requests']
): Evidence['operations'] {
  const counted = new Map(coverage.operations.map(it => [it.operation, it.statuses]))
  return served.map(({ service, operationId: operation, summary, method, path }) => {
    // An operation without rules is not counted there.
    const statuses = counted.get(operation) ?? tally(requests.filter(it => it.operation === operation))
    return { service, operation, summary, method, path, calls: Object.values(statuses).reduce((sum, it) => sum + it, 0), statuses }
  })
}

function tally (requests: Evidence['requests']): Record<string, number> {
  const statuses: Record<string, number> = {}
  for (const { status } of requests) statuses[status] = (statuses[status] ?? 0) + 1
  return statuses
}

function rulesOf (rules: readonly AskedRule[], served: readonly AskedOperation[], coverage: AskedCoverage): Evidence['rules'] {
  const counted = new Map(coverage.rules.map(it => [it.id, it]))
  const serviceOf = new Map(served.map(it => [it.operationId, it.service]))
  return rules.flatMap(({ id, statement, basis, mode, operations }) => {
    const count = counted.get(id)
    const service = operations.map(it => serviceOf.get(it)).find(it => it !== undefined)
    if (!count || service === undefined) return []
    return {
      service,
      id,
      statement,
      source: basis.documented ?? basis.inferred ?? '',
      isDocumented: basis.documented !== undefined,
      mode,
      passed: count.passed,
      refused: count.refused,
      warned: count.warned,
      found: count.found,
      atLimit: count.boundary
    }
  })
}

function contractOf (
  { name, title }: AskedApi, served: readonly AskedOperation[], rules: readonly AskedRule[], official: readonly AskedDrift[]
): Evidence['contracts'][number] {
  const operations = served.filter(({ service }) => service === name)
  const ids = new Set(operations.flatMap(it => it.rules))
  const held = rules.filter(({ id }) => ids.has(id)).map(({ id, statement, mode }) => ({ id, statement, mode }))
  const document = official.find(({ service }) => service === name)
  const digest = createHash('sha256').update(JSON.stringify([operations, held, document?.hash ?? null])).digest('hex')
  const called = document ? `${document.title} ${document.version}` : null
  return { service: name, title, document: called, operations: operations.length, digest }
}

interface AskedRequest {
  readonly id: string
  readonly at: string
  readonly method: string
  readonly url: string
  readonly operation: string | null
  readonly status: number
  readonly brokenRules: readonly string[]
  readonly fault?: object
}

async function requestsOf (ask: Ask) {
  const { requests: found } = await ask<{ requests: AskedRequest[] }>('GET', '/requests?limit=1000')
  const asked = found.reverse()
  const requests = asked.map(({ id, method, url, operation, status, brokenRules, fault }) =>
    ({ id, method, url, operation, status, refusedBy: [...brokenRules], byFault: fault !== undefined }))
  return { requests, first: asked[0]?.at ?? null, last: asked.at(-1)?.at ?? null }
}
