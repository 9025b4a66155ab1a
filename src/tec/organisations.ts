import { edumisOf } from './edumis.ts'

/** What is told to somebody who names an organisation that the sandbox does not have. */

const mostNamed = 5

/** Those that it has, to be listed: a few, and where all are. */
export const named = (eids: readonly number[]): string[] => eids.length <= mostNamed
  ? eids.map(edumisOf)
  : [...eids.slice(0, mostNamed).map(edumisOf), 'another that GET /__admin/sandboxes/{id} lists']

export const forAnother = 'For another, start with a fixture whose organisations.json and machine-accounts.json have it (docs/fixtures.md).'
