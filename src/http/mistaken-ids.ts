import { Failure } from '../core/errors.ts'
import { slipInId, type SlipInId } from '../sandbox/hints.ts'
import type { Entry } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/**
 * A refusal of ids that name nothing, with what they were probably meant to be. It speaks of the sandbox, as no real API would; where it
 * goes out as the real API's, what it says to do stays.
 */
export function withIdsMeant (failure: Failure, entry: Entry | undefined, sandbox: Sandbox | undefined, isExact: boolean): Failure {
  if (!entry || !sandbox || entry.official) return failure
  const told = new Map<string, SlipInId>()
  for (const { refusing, facts } of entry.judgements) {
    for (const rule of refusing) {
      const id = rule.names?.(facts)
      const slip = id === undefined ? undefined : slipInId(sandbox.db, { field: rule.field, id, caller: entry.caller })
      if (slip !== undefined) told.set(rule.refusal(facts), slip)
    }
  }
  if (told.size === 0) return failure
  const beside = (text: string): string => [...told].reduce((it, [said, { sentence, instead }]) =>
    (isExact ? it : it.replace(`${said} ${creating}`, () => `${said} ${instead}`)).replace(said, () => `${said} ${sentence}`), text)
  const errors = Object.fromEntries(Object.entries(failure.errors).map(([member, texts]) => [member, texts.map(beside)]))
  return new Failure(failure.kind, beside(failure.message), { ...failure, errors })
}

/** How what a rule says to do of an id that names nothing begins. */
const creating = 'Create it first, or check'
