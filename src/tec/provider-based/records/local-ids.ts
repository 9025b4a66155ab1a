import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/rule-kinds.ts'
import type { Database } from '../../../sandbox/database.ts'
import { providerBasedPage } from '../../sources.ts'
import type { SdrRecord } from '../collections/collection.ts'
import type { RecordStore } from './store.ts'

/** What a batch has of local ids that take one record for another. */
export interface LocalIdFacts {
  /** The first that two records of the request have; the later takes the place of the earlier. */
  repeatedId: string | undefined
  /** The first that differs from another, of the request or of what is stored, in case or in blanks around it alone. */
  alikeIds: readonly [id: string, other: string] | undefined
}

export function localIdsOf (content: readonly SdrRecord[], store: RecordStore, db: Database, submission: number | undefined): LocalIdFacts {
  const seen = new Map<string, string>()
  let repeatedId: string | undefined
  let alikeIds: LocalIdFacts['alikeIds']
  for (const { localId } of content) {
    const folded = localId.trim().toLowerCase()
    const other = seen.get(folded)
    if (other === localId) repeatedId ??= localId
    else if (other !== undefined) alikeIds ??= [localId, other]
    else if (alikeIds === undefined && submission !== undefined) {
      const stored = store.findAlike(db, submission, localId)
      if (stored !== undefined) alikeIds = [localId, stored]
    }
    seen.set(folded, localId)
  }
  return { repeatedId, alikeIds }
}

const localIdRule = ruleOver<LocalIdFacts>()

export const localIdRules: readonly Rule[] = [
  localIdRule({
    id: 'batch.local-id-once',
    statement: 'A localId must be that of one record of a request',
    field: 'content.localId',
    basis: providerBasedPage('upload-learner-data-to-the-submission'),
    warnsBecause: 'the page says that a later record takes the place of an earlier one, not that both cannot be in one request',
    holds: ({ repeatedId }) => repeatedId === undefined,
    compares: ({ repeatedId }) => ({ localId: repeatedId }),
    refusal: ({ repeatedId }) =>
      `More than one record of the request has the localId ${quoted(repeatedId!)}; the last takes the place of the others.`,
    wouldPass: () => 'Give each record a localId of its own.'
  }),
  localIdRule({
    id: 'batch.local-id-unlike-others',
    statement: 'A localId must differ from that of every other record in more than case, and spaces around it',
    field: 'content.localId',
    basis: inferred('The usual collation of databases behind that stack takes such ids for one; no page says so'),
    holds: ({ alikeIds }) => alikeIds === undefined,
    compares: ({ alikeIds }) => ({ localId: alikeIds?.[0], 'the other': alikeIds?.[1] }),
    refusal: ({ alikeIds: [id, other] = ['', ''] }) =>
      `localId ${quoted(id)} differs from ${quoted(other)} only in case or spaces. The sandbox takes them for two different records.`,
    wouldPass: () => 'Use the same localId if the same record is meant, or one that differs in more.'
  })
]
