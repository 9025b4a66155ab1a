import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { workBasedPage } from '../../sources.ts'
import { codeRule } from '../codes.ts'

const page = workBasedPage('get-programme-version')

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

export const getProgrammeVersionRules: readonly Rule[] = [programmeVersionExists]

export interface NewVersionFacts {
  programmeLocalId: string
  programmeLocalName: string
  modeOfDeliveryCode: number
  studyTypeCode: string
  startDate: CivilDate
  expiryDate: CivilDate | undefined
  /** The latest version of the programme; null if there is no such programme. */
  latestVersion: number | null
  /** Another programme of the TEO with the same name. */
  programmeOfThatName: string | undefined
}

const newVersionRule = ruleOver<NewVersionFacts>()

const newVersionRules: readonly Rule[] = [
  newVersionRule({
    id: 'programme.name-unique',
    statement: 'A programme name is unique within the TEO',
    field: 'programmeLocalName',
    basis: page,
    holds: ({ programmeOfThatName }) => programmeOfThatName === undefined,
    compares: ({ programmeLocalName, programmeOfThatName }) => ({ programmeLocalName, 'programme of that name': programmeOfThatName }),
    wouldPass: () => 'another programmeLocalName'
  }),

  codeRule(newVersionRule, {
    id: 'programme.mode-of-delivery-code', member: 'modeOfDeliveryCode', code: ({ modeOfDeliveryCode }) => modeOfDeliveryCode
  }),

  codeRule(newVersionRule, {
    id: 'programme.study-type-code', member: 'studyTypeCode', code: ({ studyTypeCode }) => studyTypeCode
  }),

  newVersionRule({
    id: 'programme.expires-on-or-after-start',
    statement: 'A programme version expires on or after the day on which it starts',
    field: 'expiryDate',
    basis: inferred('What expires before it starts is a slip of the pen'),
    holds: ({ startDate, expiryDate }) => expiryDate === undefined || expiryDate >= startDate,
    compares: ({ startDate, expiryDate }) => ({ expiryDate, startDate }),
    wouldPass: ({ startDate }) => `an expiryDate from ${startDate} on, or none`
  })
]

export const createProgrammeRules: readonly Rule[] = [
  newVersionRule({
    id: 'programme.local-id-unused',
    statement: 'A programme local id is unique within the TEO',
    field: 'programmeLocalId',
    basis: inferred('It is the key by which a programme is named'),
    enforcedBecause: 'the one that is there would be lost',
    holds: ({ latestVersion }) => latestVersion === null,
    compares: ({ programmeLocalId, latestVersion }) => ({ programmeLocalId, 'its latest version': latestVersion }),
    wouldPass: () => 'a programmeLocalId that this TEO has not used; to go on with one, create a version of it'
  }),
  ...newVersionRules
]

export const createVersionRules: readonly Rule[] = [
  newVersionRule({
    id: 'programme.exists',
    statement: 'A new version is of a programme that this TEO has',
    field: 'programmeLocalId',
    basis: inferred('The operation names the programme'),
    enforcedBecause: 'there is nothing to add a version to otherwise',
    failure: 'missing',
    holds: ({ latestVersion }) => latestVersion !== null,
    compares: ({ programmeLocalId }) => ({ programmeLocalId }),
    wouldPass: () => 'a programmeLocalId that was created under this EID'
  }),
  ...newVersionRules
]

export const updateVersionRules: readonly Rule[] = [
  programmeVersionExists,
  ruleOver<{ update: { expiryDate?: CivilDate }, programmeVersion: { startDate: CivilDate } | undefined }>()({
    id: 'programme-version.expires-on-or-after-start',
    statement: 'A programme version is not made to expire before it starts',
    field: 'expiryDate',
    basis: inferred('What expires before it starts is a slip of the pen'),
    needs: ['programmeVersion'],
    holds: ({ update, programmeVersion }) => update.expiryDate === undefined || update.expiryDate >= programmeVersion.startDate,
    compares: ({ update, programmeVersion }) => ({ expiryDate: update.expiryDate, startDate: programmeVersion.startDate }),
    wouldPass: ({ programmeVersion }) => `an expiryDate from ${programmeVersion.startDate} on`
  })
]

/** Whether learners can be in the programme on a day. */
export const isActiveOn = (programme: { startDate: CivilDate, expiryDate: CivilDate | null }, day: CivilDate): boolean =>
  programme.startDate <= day && (programme.expiryDate === null || day <= programme.expiryDate)
