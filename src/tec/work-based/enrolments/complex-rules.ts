import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { onOrAfter, sameAs } from '../../../core/rule-kinds.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { codeTables } from '../codes.ts'
import { createEnrolmentRules } from './create-rules.ts'
import { modeFits } from './modes.ts'
import type { NewEnrolmentFacts } from './new-enrolment.ts'
import type { CreateComplexEnrolmentRequest, PartOfComplexEnrolment } from './schemas.ts'

/** What holds of a complex enrolment besides the rules of an enrolment, which hold of each part. */

const getPage = workBasedPage('get-enrolment')

export interface SubEnrolmentFacts {
  sub: PartOfComplexEnrolment
  overarching: PartOfComplexEnrolment
  /** That of the sub-enrolment. */
  programmeVersion: NewEnrolmentFacts['programmeVersion']
  trainingAgreementLocalId: string
  /** How many parts of the request have this local id. */
  partsWithLocalId: number
  /** The first part of the request before this one that is in the same programme, whatever the version. */
  sameProgramme: PartOfComplexEnrolment | undefined
}

const localIdsDiffer = (place: string): Rule => ruleOver<SubEnrolmentFacts>()({
  id: 'complex-enrolment.local-ids-differ',
  statement: 'Each part of a complex enrolment must have an enrolmentLocalId of its own',
  field: `${place}enrolmentLocalId`,
  basis: getPage,
  holds: ({ partsWithLocalId }) => partsWithLocalId === 1,
  compares: ({ sub, partsWithLocalId }) => ({ enrolmentLocalId: sub.enrolmentLocalId, 'parts that have it': partsWithLocalId }),
  refusal: ({ sub, partsWithLocalId }) =>
    `${place}enrolmentLocalId ${quoted(sub.enrolmentLocalId)} is that of ${partsWithLocalId} parts of the request.`,
  wouldPass: () => 'Give each part an enrolmentLocalId of its own.'
})

const programmesDiffer = (place: string): Rule => ruleOver<SubEnrolmentFacts>()({
  id: 'complex-enrolment.programmes-differ',
  statement: 'Each part of a complex enrolment must be in a programme of its own',
  field: `${place}programmeLocalId`,
  basis: inferred('No page says so; a part below a programme that is the programme itself, or another part again, is hardly meant'),
  holds: ({ sameProgramme }) => sameProgramme === undefined,
  compares: ({ sub, sameProgramme }) =>
    ({ programmeLocalId: sub.programmeLocalId, 'the part in the same programme': sameProgramme?.enrolmentLocalId }),
  refusal: ({ sub, sameProgramme }) => `${place}programmeLocalId ${quoted(sub.programmeLocalId!)} is the programme of another part ` +
    `as well (enrolmentLocalId ${quoted(sameProgramme!.enrolmentLocalId)}).`,
  wouldPass: () => 'Name another programme, or leave one of the two parts out.'
})

interface PartFacts {
  sub: Pick<PartOfComplexEnrolment, 'trainingAgreementLocalId'>
  trainingAgreementLocalId: string
}

/** Of each part, the over-arching one as well. */
export const oneAgreement = (place: string): Rule => sameAs<PartFacts>({
  id: 'complex-enrolment.one-agreement',
  field: `${place}trainingAgreementLocalId`,
  basis: workBasedPage('transfer-training-agreement'),
  value: ({ sub }) => sub.trainingAgreementLocalId ?? null,
  other: ({ trainingAgreementLocalId }) => trainingAgreementLocalId,
  called: 'the training agreement of the complex enrolment',
  remedy: ({ trainingAgreementLocalId }) => `Use trainingAgreementLocalId ${quoted(trainingAgreementLocalId)}, or leave it out.`
})

/** What is hardly meant of a part. */
const plausibleParts = (place: string): readonly Rule[] => [
  onOrAfter<SubEnrolmentFacts>({
    id: 'complex-enrolment.starts-on-or-after-overarching',
    field: `${place}participationStartDate`,
    basis: inferred('What is part of a programme begins with it or later'),
    value: ({ sub }) => sub.participationStartDate,
    limit: ({ overarching }) => overarching.participationStartDate,
    called: 'the day participation in the over-arching enrolment starts'
  })
]

/** `place` is where the request has the sub-enrolment: `subEnrolments[0].`. */
export const subEnrolmentRules = (place: string): readonly Rule[] => [
  sameAs<SubEnrolmentFacts>({
    id: 'complex-enrolment.same-funding',
    field: `${place}fundingSourceTypeCode`,
    basis: getPage,
    value: ({ sub }) => sub.fundingSourceTypeCode,
    other: ({ overarching }) => overarching.fundingSourceTypeCode,
    called: 'the funding source of the over-arching enrolment',
    fits: (_facts, code) => Object.hasOwn(codeTables.fundingSourceTypeCode!.codes, code),
    otherwise: 'Use one known code throughout.'
  }),

  sameAs<SubEnrolmentFacts>({
    id: 'complex-enrolment.same-mode',
    field: `${place}modeOfDeliveryCode`,
    basis: getPage,
    value: ({ sub }) => sub.modeOfDeliveryCode,
    other: ({ overarching }) => overarching.modeOfDeliveryCode,
    called: 'the mode of delivery of the over-arching enrolment',
    fits: modeFits,
    otherwise: 'Use one mode throughout that fits each of the programmes.'
  }),

  oneAgreement(place),

  localIdsDiffer(place),

  programmesDiffer(place),

  ...plausibleParts(place)
]

export const createComplexEnrolmentRules: readonly Rule[] = [...createEnrolmentRules, ...subEnrolmentRules('')]

/** What the rules of one sub-enrolment compare. */
export const subEnrolmentFacts = (
  { enrolment, subEnrolments, trainingAgreementLocalId }: CreateComplexEnrolmentRequest,
  sub: PartOfComplexEnrolment,
  programmeVersion: SubEnrolmentFacts['programmeVersion']
): SubEnrolmentFacts => ({
  sub,
  overarching: enrolment,
  programmeVersion,
  trainingAgreementLocalId,
  sameProgramme: sub.programmeLocalId === undefined
    ? undefined
    : [enrolment, ...subEnrolments.slice(0, subEnrolments.indexOf(sub))].find(it => it.programmeLocalId === sub.programmeLocalId),
  partsWithLocalId: [enrolment, ...subEnrolments].filter(it => it.enrolmentLocalId === sub.enrolmentLocalId).length
})
