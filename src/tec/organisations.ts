import { both, quoted } from '../core/words.ts'
import type { KnownCallers } from '../http/service.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { edumisOf } from './edumis.ts'
import { listOrganisations } from './esl/store.ts'

/** What is told to somebody who names an organisation that the sandbox does not have. */

const mostNamed = 5

/** Those that it has, to be listed: a few, and where all are. */
export const named = (eids: readonly number[]): string[] => eids.length <= mostNamed
  ? eids.map(edumisOf)
  : [...eids.slice(0, mostNamed).map(edumisOf), 'another that GET /__admin/sandboxes/{id} lists']

/** The organisations of a sandbox, for which its programs call. */
export const organisations: KnownCallers = {
  has: (sandbox, id) => eidsOf(sandbox).some(eid => String(eid) === id),
  noSuch (sandbox, id) {
    const eids = eidsOf(sandbox)
    const others = eids.length === 0 ? '' : `, but ${both(named(eids))}`
    return `The sandbox has no organisation ${/^\d+$/.test(id) ? edumisOf(Number(id)) : quoted(id)}${others}.`
  }
}

const eidsOf = ({ db }: Sandbox): number[] => listOrganisations(db).map(it => it.eid)

export const forAnother = 'For another, start with a fixture whose organisations.json and machine-accounts.json have it.'
