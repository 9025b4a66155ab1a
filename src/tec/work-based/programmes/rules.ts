import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'

const programmeRule = ruleOver<{ programmeLocalId: string, programmeVersionNumber: number, programmeVersion: object | undefined }>()

export const programmeVersionExists = programmeRule({
  id: 'programme-version.exists',
  statement: 'A programme version is one that this TEO has',
  field: 'programmeLocalId',
  basis: inferred('The operation names it'),
  enforcedBecause: 'there is nothing to answer otherwise',
  failure: 'missing',
  holds: ({ programmeVersion }) => programmeVersion !== undefined,
  compares: ({ programmeLocalId, programmeVersionNumber }) => ({ programmeLocalId, programmeVersionNumber }),
  wouldPass: () => 'a programmeLocalId and programmeVersionNumber that exist under this EID'
})

export const programmeRules: readonly Rule[] = [programmeVersionExists]

/** Whether learners can be in the programme on a day. */
export const isActiveOn = (programme: { startDate: CivilDate, expiryDate: CivilDate | null }, day: CivilDate): boolean =>
  programme.startDate <= day && (programme.expiryDate === null || day <= programme.expiryDate)
