import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { exists, onOrAfter, required, unused } from '../../../core/rule-kinds.ts'
import { refusingWhere, ruleOver, type Rule } from '../../../core/rule.ts'
import { both } from '../../../core/words.ts'
import { vendorWebinar, workBasedPage } from '../../sources.ts'
import { unlikeOthers, type AlikeFacts } from '../alike.ts'
import { codeOfMember } from '../codes.ts'
import { fitsAPath, notFarOff } from '../plausible.ts'
import { ofTheTeo } from '../teo.ts'
import { nameIsUnlikeOthers, type NameFacts } from './name-rules.ts'
import type { ProgrammeVersion, ProgrammeVersionUpdate } from './schemas.ts'

const page = workBasedPage('get-programme-version')

interface NamedVersion {
  eid: number
  programmeLocalId: string
  programmeVersionNumber: number | undefined
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
  key: ({ programmeLocalId, programmeVersionNumber }) => programmeVersionNumber === undefined ? undefined : programmeLocalId,
  found: ({ programmeVersion }) => programmeVersion,
  where: (facts) => `in version ${facts.programmeVersionNumber} ${ofTheTeo(facts)}`,
  also: ({ programmeVersionNumber }) => ({ programmeVersionNumber }),
  remedy: 'Create it first, or check programmeLocalId and programmeVersionNumber.'
})

export const programmeVersionExists = programmeVersionExistsIn('')

export const getProgrammeVersionRules: readonly Rule[] = [programmeVersionExists]

export interface NewVersionFacts extends NameFacts {
  eid: number
  programmeLocalId: string
  modeOfDeliveryCode: number | null
  studyTypeCode: string
  startDate: CivilDate
  creditValue?: number | undefined
  industryCodes?: readonly string[] | undefined
  expiryDate: CivilDate | undefined
  /** The latest version of the programme; null if there is no such programme. */
  latestVersion: number | null
  /** Another programme of the TEO with the same name. */
  programmeOfThatName: string | undefined
  today: CivilDate
}

const onlyInTheReply = inferred('The page shows it in every reply; that a request must have it is not said')

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

  nameIsUnlikeOthers,

  required<NewVersionFacts>({
    id: 'programme.mode-of-delivery-given',
    field: 'modeOfDeliveryCode',
    basis: vendorWebinar,
    value: ({ modeOfDeliveryCode }) => modeOfDeliveryCode,
    when: 'when a programme is created'
  }),

  required<NewVersionFacts>({
    id: 'programme.credit-value-given', field: 'creditValue', basis: onlyInTheReply, value: ({ creditValue }) => creditValue
  }),

  required<NewVersionFacts>({
    id: 'programme.industry-codes-given', field: 'industryCodes', basis: onlyInTheReply, value: it => it.industryCodes?.join()
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
  }),

  notFarOff<NewVersionFacts>({
    id: 'programme.start-plausible', field: 'startDate', value: ({ startDate }) => startDate, back: 60
  }),

  notFarOff<NewVersionFacts>({
    id: 'programme.expiry-plausible', field: 'expiryDate', value: ({ expiryDate }) => expiryDate ?? null, back: 60, ahead: 60
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
  unlikeOthers<NewVersionFacts & AlikeFacts>({
    id: 'programme.local-id-unlike-others', field: 'programmeLocalId', value: it => it.programmeLocalId
  }),
  fitsAPath<NewVersionFacts>({ id: 'programme.local-id-fits-a-path', field: 'programmeLocalId', value: it => it.programmeLocalId }),
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

interface VersionUpdateFacts {
  update: ProgrammeVersionUpdate
  programmeVersion: { startDate: CivilDate } | undefined
  /** The version as it is read back. */
  current: Partial<ProgrammeVersion> | undefined
  /** Whether an update that says anything else anew is refused, by the reading in force. */
  refusesChanges: boolean
  today: CivilDate
}

const changeable = ['expiryDate', 'maximumProgrammeFee']

/** The members that an update says anew though they are fixed. */
const changed = ({ update, current = {} }: VersionUpdateFacts): string[] => Object.entries(update)
  .filter(([name, value]) => !changeable.includes(name) &&
    JSON.stringify(value) !== JSON.stringify(current[name as keyof ProgrammeVersion]))
  .map(([name]) => name)

export const updateVersionRules: readonly Rule[] = [
  programmeVersionExists,
  refusingWhere<VersionUpdateFacts>(ruleOver<VersionUpdateFacts>()({
    id: 'programme-version.unchanged',
    statement: 'An update must change nothing of a programme version but expiryDate and maximumProgrammeFee',
    field: 'programmeVersionNumber',
    basis: vendorWebinar,
    needs: ['current'],
    holds: facts => changed(facts).length === 0,
    compares: facts => ({ 'members that it would change': changed(facts) }),
    refusal: facts => `The update would change ${both(changed(facts))} of the programme version.`,
    wouldPass: () => 'Send only expiryDate and maximumProgrammeFee; for anything else, create a version.'
  }), ({ refusesChanges }) => refusesChanges),
  onOrAfter<VersionUpdateFacts>({
    id: 'programme-version.expires-on-or-after-start',
    field: 'expiryDate',
    basis: inferred('What expires before it starts is a slip of the pen'),
    value: ({ update }) => update.expiryDate ?? null,
    limit: ({ programmeVersion }) => programmeVersion?.startDate,
    called: 'the day the programme version starts'
  }),
  notFarOff<VersionUpdateFacts>({
    id: 'programme.expiry-plausible', field: 'expiryDate', value: ({ update }) => update.expiryDate, back: 60, ahead: 60
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
