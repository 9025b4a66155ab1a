import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { exists, onOrAfter, unused } from '../../../core/rule-kinds.ts'
import type { Rule } from '../../../core/rule.ts'
import { workBasedPage } from '../../sources.ts'
import { codeOfMember } from '../codes.ts'
import { ofTheTeo } from '../teo.ts'

const page = workBasedPage('get-programme-version')

interface NamedVersion {
  eid: number
  programmeLocalId: string
  programmeVersionNumber: number
  programmeVersion: object | undefined
}

/** `place` is where the request has what names the version: `subEnrolments[0].`. */
export const programmeVersionExistsIn = (place: string): Rule => exists<NamedVersion>({
  id: 'programme-version.exists',
  statement: 'programmeLocalId and programmeVersionNumber must name a programme version that exists',
  field: `${place}programmeLocalId`,
  basis: inferred('The operation names it'),
  enforcedBecause: 'there is nothing to answer otherwise',
  noun: 'programme',
  key: ({ programmeLocalId }) => programmeLocalId,
  found: ({ programmeVersion }) => programmeVersion,
  where: (facts) => `in version ${facts.programmeVersionNumber} ${ofTheTeo(facts)}`,
  also: ({ programmeVersionNumber }) => ({ programmeVersionNumber }),
  remedy: 'Create it first, or check programmeLocalId and programmeVersionNumber.'
})

export const programmeVersionExists = programmeVersionExistsIn('')

export const getProgrammeVersionRules: readonly Rule[] = [programmeVersionExists]

export interface NewVersionFacts {
  eid: number
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

const newVersionRules: readonly Rule[] = [
  unused<NewVersionFacts>({
    id: 'programme.name-unique',
    field: 'programmeLocalName',
    basis: page,
    noun: 'programme',
    within: 'within the TEO',
    value: ({ programmeLocalName }) => programmeLocalName,
    usedBy: ({ programmeOfThatName }) => programmeOfThatName
  }),

  codeOfMember<NewVersionFacts>('modeOfDeliveryCode', { id: 'programme.mode-of-delivery-code', value: it => it.modeOfDeliveryCode }),

  codeOfMember<NewVersionFacts>('studyTypeCode', { id: 'programme.study-type-code', value: it => it.studyTypeCode }),

  onOrAfter<NewVersionFacts>({
    id: 'programme.expires-on-or-after-start',
    field: 'expiryDate',
    basis: inferred('What expires before it starts is a slip of the pen'),
    value: ({ expiryDate }) => expiryDate ?? null,
    limit: ({ startDate }) => startDate,
    called: 'the day the programme version starts'
  })
]

export const createProgrammeRules: readonly Rule[] = [
  unused<NewVersionFacts>({
    id: 'programme.local-id-unused',
    field: 'programmeLocalId',
    basis: inferred('It is the key by which a programme is named'),
    enforcedBecause: 'the one that is there would be lost',
    noun: 'programme',
    within: 'within the TEO',
    value: ({ programmeLocalId }) => programmeLocalId,
    usedBy: ({ latestVersion }) => latestVersion !== null,
    also: ({ latestVersion }) => ({ 'its latest version': latestVersion }),
    remedy: 'Use a programmeLocalId that is not taken; to go on with this programme, create a version of it.'
  }),
  ...newVersionRules
]

export const createVersionRules: readonly Rule[] = [
  exists<NewVersionFacts>({
    id: 'programme.exists',
    field: 'programmeLocalId',
    basis: inferred('The operation names the programme'),
    enforcedBecause: 'there is nothing to add a version to otherwise',
    noun: 'programme',
    key: ({ programmeLocalId }) => programmeLocalId,
    found: ({ latestVersion }) => latestVersion,
    where: ofTheTeo
  }),
  ...newVersionRules
]

export const updateVersionRules: readonly Rule[] = [
  programmeVersionExists,
  onOrAfter<{ update: { expiryDate?: CivilDate }, programmeVersion: { startDate: CivilDate } | undefined }>({
    id: 'programme-version.expires-on-or-after-start',
    field: 'expiryDate',
    basis: inferred('What expires before it starts is a slip of the pen'),
    value: ({ update }) => update.expiryDate ?? null,
    limit: ({ programmeVersion }) => programmeVersion?.startDate,
    called: 'the day the programme version starts'
  })
]

interface ActiveDays {
  startDate: CivilDate
  expiryDate: CivilDate | null
}

/** Whether learners can be in the programme on a day. */
export const isActiveOn = ({ startDate, expiryDate }: ActiveDays, day: CivilDate): boolean =>
  startDate <= day && (expiryDate === null || day <= expiryDate)

/** When learners can be in the programme, as a message says it. */
export const activeDays = ({ startDate, expiryDate }: ActiveDays): string =>
  expiryDate === null ? `from ${startDate} on` : `from ${startDate} to ${expiryDate}`
