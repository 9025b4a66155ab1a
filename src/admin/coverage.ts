import type { IncomingHttpHeaders } from 'node:http'
import { speechIn } from '../contract/edge/speech.ts'
import { ours } from '../core/basis.ts'
import { BadInput } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import { both, either, quoted } from '../core/words.ts'
import { answer, type Answer } from '../http/answer.ts'
import { howGone } from '../http/no-sandbox.ts'
import { operation, type Operation } from '../http/operation.ts'
import { plainPage } from '../http/plain-page.ts'
import type { Service } from '../http/service.ts'
import { coverageAsHtml } from '../pages/coverage.ts'
import { coverageAsJunit } from '../pages/junit.ts'
import type { Coverage as Counted } from '../sandbox/coverage.ts'
import { everySandbox } from '../sandbox/making.ts'
import type { Gone } from '../sandbox/register.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { reportOn, type CoverageReport } from './coverage-report.ts'
import { ClearCoverageQuery, ClearedCoverage, Coverage, CoverageQuery } from './coverage-schemas.ts'
import { whole } from './journal.ts'
import type { Server } from './server.ts'

const common = { basis: ours, path: '/__admin/rules/coverage', tag: 'Coverage', status: 200, rules: [] } as const

/** Which rules the requests of a sandbox, or of several, have met. */
export const coverageOperations = (services: readonly Service[], server: Server | undefined): Operation[] => [
  operation({
    ...common,
    operationId: 'GetRuleCoverage',
    isOfServer: true,
    summary: 'Which rules were met',
    description: 'How often each rule passed, failed, and held exactly at its limit since this was last cleared: as JSON, as a page, or ' +
      'as JUnit\'s XML, in which a rule that nothing broke is a failed test. Where it failed, it refused the request, or it only warned, ' +
      'as it was told to at that time. Dry runs count, and resets of the sandbox do not clear it. ' +
      'Of rules of uploaded records it is counted in how many records a validation found no fault, and in how many it did.',
    method: 'GET',
    wire: { querystring: CoverageQuery, response: { 200: Coverage } },
    textsIn: ['text/html', 'application/xml'],
    perform ({ sandbox }, { query: { sandboxes, service, format }, headers }) {
      const counted = countedIn(sandbox, server, sandboxes)
      return shown(reportOn(ofService(services, service), counted, speechIn(sandbox, services)), format ?? formatFor(headers))
    }
  }),

  operation({
    ...common,
    operationId: 'ClearRuleCoverage',
    isOfServer: true,
    summary: 'Reset the counts of rules',
    description: 'Has the counts of rules start again from zero.',
    method: 'DELETE',
    wire: { querystring: ClearCoverageQuery, response: { 200: ClearedCoverage } },
    perform ({ sandbox }, { query: { sandboxes } }) {
      const counted = countedIn(sandbox, server, sandboxes)
      for (const coverage of counted.values()) coverage.clear()
      return { sandboxes: [...counted.keys()] }
    }
  })
]

type Format = 'json' | 'junit' | 'html'

const formatFor = ({ accept = '' }: IncomingHttpHeaders): Format => /\btext\/html\b/i.test(accept) ? 'html' : 'json'

function shown (report: CoverageReport, format: Format): Answer {
  switch (format) {
    case 'json': return whole(report)
    case 'html': return answer({ headers: plainPage, type: 'text/html; charset=utf-8', text: coverageAsHtml(report) })
    case 'junit': return answer({ type: 'application/xml; charset=utf-8', text: coverageAsJunit(report) })
  }
}

function ofService (services: readonly Service[], name: string | undefined): readonly Service[] {
  if (name === undefined) return services
  const found = services.filter(service => service.name === name)
  if (found.length > 0) return found
  const names = services.map(service => service.name)
  throw new BadInput(`No service ${quoted(name)} exists.${didYouMean(names, name)} Use ${either(names)}.`)
}

/** By this name, what was counted in sandboxes that are gone. */
const gone = '(gone)'

const mostNamed = 5

const notCounted = (id: string, been: Gone | undefined, known: readonly string[]): BadInput => new BadInput(been
  ? `Sandbox ${quoted(id)} ${howGone(been)}. ` +
    `What its rules met is counted with all that are gone: ask for sandboxes=${gone}, or ${everySandbox}.`
  : `No sandbox ${quoted(id)} exists.${didYouMean(known, id)} There ${known.length === 1 ? 'is' : 'are'} ${few(known)}. ` +
    `Give ids with commas, or ${everySandbox}.`)

const few = (ids: readonly string[]): string =>
  both(ids.length > mostNamed ? [...ids.slice(0, mostNamed), `${ids.length - mostNamed} more`] : ids)

/** What was counted in those sandboxes that are asked for, none of which has to wake up for it. Throws BadInput. */
function countedIn ({ id, journal }: Sandbox, server: Server | undefined, wanted: string | undefined): ReadonlyMap<string, Counted> {
  if (wanted === undefined) return new Map([[id, journal.coverage]])
  const { places: known, coverageOfGone, goneOf } = server!.sandboxes
  const counted = (id: string) => id === gone ? coverageOfGone : known.get(id)?.journal.coverage
  if (wanted === everySandbox) return new Map([...known.keys(), gone].sort().map(id => [id, counted(id)!]))
  return new Map(wanted.split(',').map(it => it.trim()).map(id => {
    const been = goneOf(id)
    const coverage = counted(id)
    if (!coverage) throw notCounted(id, been, [...known.keys()])
    return [id, coverage]
  }))
}
