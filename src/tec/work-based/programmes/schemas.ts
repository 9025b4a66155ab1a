import { Type, type Static } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { date, int32, text, withBasis } from '../../../core/schema.ts'
import { workBasedPage } from '../../sources.ts'

const page = workBasedPage('get-programme-version')
const unseen = inferred('The end of the page is not public; the older register and vendors have such a member')

/** As a path has it: the page says that it is a text, not how long. */
const NamedProgramme = text({ basis: page, description: 'The TEO\'s own id of the programme', example: 'DEMO-NZA' })
export const ProgrammeLocalId = text({
  basis: page,
  form: inferred('The page says that it is a text; the length is that of the other local ids'),
  min: 1,
  max: 20,
  description: 'The TEO\'s own id of the programme',
  example: 'DEMO-NZA'
})
export const ProgrammeVersionNumber = int32({ basis: page, description: 'The version of the programme', example: 1 })
export const ModeOfDeliveryCode = int32({ basis: workBasedPage('get-enrolment'), description: '24, 25 or 26', example: 24 })
export const StudyTypeCode = text({
  basis: unseen, min: 1, max: 4, description: 'NZA for an apprenticeship, IT for a trainee', example: 'NZA'
})

const ModeOfAProgramme = withBasis(ModeOfDeliveryCode, inferred('A vendor says that a programme has a mode; name and type are guessed'))

export const ProgrammeVersionPath = Type.Object({
  programmeLocalId: NamedProgramme,
  programmeVersionNumber: ProgrammeVersionNumber
})

/** What the sandbox compares. */
const compared = {
  programmeLocalName: text({
    basis: page,
    min: 1,
    max: 500,
    description: 'Qualification and programme, unique within the TEO',
    example: 'New Zealand Certificate in Carpentry / Carpentry Apprenticeship'
  }),
  studyTypeCode: StudyTypeCode,
  modeOfDeliveryCode: ModeOfAProgramme,
  startDate: date({ basis: unseen, description: 'The first day on which the programme is active' }),
  expiryDate: Type.Optional(date({ basis: unseen, description: 'The last day on which the programme is active' }))
}

/** What it only keeps. */
export const ProgrammeDetails = Type.Object({
  nzscedFieldOfStudy: text({ basis: page, min: 1, max: 6, description: 'Field of study, as an NZSCED code', example: '040311' }),
  // The page is that of the reply, where they always are; that a request must have them it does not say.
  creditValue: Type.Optional(int32({
    basis: page, description: 'Credits of the strand, or of the qualification where there is none', example: 260
  })),
  industryCodes: Type.Optional(
    Type.Array(text({ basis: page, description: 'ANZSIC 2006, level 4', example: 'E3011' }), { 'x-basis': page })),
  occupationCode: text({ basis: page, min: 1, max: 20, description: 'The occupation that the programme leads to', example: '331212' }),
  qualificationNumber: Type.Optional(text({ basis: unseen, max: 20, description: 'The qualification on NZQA\'s register' })),
  level: Type.Optional(int32({ basis: unseen, description: 'Level on the NZQCF' })),
  maximumProgrammeFee: Type.Optional(Type.Number({ description: 'New Zealand dollars, GST included', 'x-basis': unseen }))
})
export type ProgrammeDetails = Static<typeof ProgrammeDetails>

export const ProgrammeVersion = Type.Object({
  programmeLocalId: ProgrammeLocalId,
  programmeVersionNumber: ProgrammeVersionNumber,
  ...compared,
  ...ProgrammeDetails.properties
}, { title: 'ProgrammeVersion', description: 'A version of a programme that learners enrol in' })
export type ProgrammeVersion = Static<typeof ProgrammeVersion>

const unseenPage = inferred('A vendor creates and updates programmes; the pages were not seen')

/** What need not be said of a new version: it starts today, and is of an apprenticeship. That it needs a mode is a rule. */
const assumed = {
  modeOfDeliveryCode: Type.Optional(compared.modeOfDeliveryCode),
  studyTypeCode: Type.Optional(compared.studyTypeCode),
  startDate: Type.Optional(compared.startDate)
}

/** A programme is created with its first version. */
export const CreateProgrammeRequest = Type.Object({
  programmeLocalId: ProgrammeLocalId,
  ...compared,
  ...assumed,
  ...ProgrammeDetails.properties
}, { title: 'CreateProgrammeRequest', description: 'A programme to be made, with its first version', 'x-basis': unseenPage })

export const CreateProgrammeVersionRequest = Type.Object({
  ...compared,
  ...assumed,
  ...ProgrammeDetails.properties
}, { title: 'CreateProgrammeVersionRequest', description: 'A version of a programme to be made', 'x-basis': unseenPage })

/** What may change of a version; the rest is fixed, and can be sent as it is. */
export const ProgrammeVersionUpdate = Type.Partial(Type.Object({ ...compared, ...ProgrammeDetails.properties }), {
  title: 'ProgrammeVersionUpdate', description: 'What can change of a version of a programme', 'x-basis': unseenPage
})
export type ProgrammeVersionUpdate = Static<typeof ProgrammeVersionUpdate>

export const ProgrammePath = Type.Object({ programmeLocalId: NamedProgramme })
