import { Type, type Static } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { date, int32, text } from '../../../core/schema.ts'
import { workBasedPage } from '../../sources.ts'

const createPage = workBasedPage('create-a-learner')
const updatePage = workBasedPage('update-a-learner')
const unseen = inferred('The page is cut off here; the Single Data Return and the older register have such a member')

export const LearnerLocalId = text({
  basis: createPage, min: 1, max: 20, description: 'The TEO\'s own id of the learner, which never changes', example: 'L-1001'
})

export const LearnerPath = Type.Object({
  learnerLocalId: text({ basis: updatePage, description: 'The TEO\'s own id of the learner', example: 'L-1001' })
})

const Identity = Type.Object({
  nationalStudentNumber: int32({
    basis: createPage, description: 'The learner\'s number in the National Student Index', example: 130001001
  }),
  dateOfBirth: date({ basis: createPage, description: 'Date of birth', example: '2004-07-19' }),
  nameIdCode: text({
    basis: createPage,
    min: 1,
    max: 5,
    description: 'First four letters of the surname and the initial of the first name, in upper case',
    example: 'TUHOM'
  })
}, { title: 'Identity', description: 'Who the learner is in the National Student Index', 'x-basis': createPage })

const Demographics = Type.Object({
  countryOfCitizenship: text({
    basis: updatePage,
    min: 1,
    max: 4,
    description: 'Country code; the text of the page says three characters, its schema four',
    example: 'NZL'
  }),
  disabilityStatus: int32({ basis: updatePage, description: '1 yes, 2 no, 3 prefers not to say', example: 2 }),
  disabilitySupportNeeds: Type.Optional(Type.Array(int32({ basis: updatePage }), {
    maxItems: 7, description: 'Up to seven codes; the table is not public', 'x-basis': updatePage
  })),
  gender: Type.Optional(text({ basis: unseen, min: 1, max: 1, description: 'M, F or D', example: 'F' })),
  ethnicityCodes: Type.Optional(Type.Array(text({ basis: unseen, min: 1, max: 5 }), {
    maxItems: 3, description: 'Up to three codes', 'x-basis': unseen
  })),
  iwiCodes: Type.Optional(Type.Array(text({ basis: unseen, min: 1, max: 4 }), {
    maxItems: 3, description: 'Up to three codes', 'x-basis': unseen
  })),
  residentialStatus: Type.Optional(text({ basis: unseen, min: 1, max: 4, description: 'Residential or visa status' })),
  occupationCode: Type.Optional(text({ basis: unseen, min: 1, max: 20, description: 'The learner\'s occupation' }))
}, { title: 'Demographics', 'x-basis': updatePage })

const EducationHistory = Type.Object({
  lastSecondarySchool: Type.Optional(int32({ basis: unseen, description: 'Ministry of Education number of the school' })),
  lastYearAtSecondarySchool: Type.Optional(int32({ basis: unseen, description: 'Year, as CCYY', example: 2021 })),
  highestSchoolQualification: Type.Optional(text({
    basis: unseen, min: 1, max: 3, description: 'Code of the highest qualification from school'
  })),
  priorActivity: Type.Optional(text({ basis: unseen, min: 1, max: 3, description: 'Main activity on 1 October of the year before' })),
  firstYearOfTertiaryStudy: Type.Optional(int32({ basis: unseen, description: 'Year, as CCYY', example: 2024 })),
  overseasSchoolCountry: Type.Optional(text({
    basis: unseen, min: 1, max: 4, description: 'Country of the last school, if not New Zealand'
  }))
}, { title: 'EducationHistory', description: 'Its members are not public; all are optional', 'x-basis': createPage })

/** What an update replaces. The identity is not part of it. */
const replaceable = {
  irdNumber: Type.Optional(text({
    basis: createPage, max: 11, description: 'Nine digits with dashes, a leading zero before eight', example: '012-345-678'
  })),
  demographics: Demographics,
  educationHistory: EducationHistory
}

export const LearnerUpdate = Type.Object(replaceable, { title: 'LearnerUpdate', 'x-basis': updatePage })
export type LearnerUpdate = Static<typeof LearnerUpdate>

export const Learner = Type.Object({
  learnerLocalId: LearnerLocalId,
  identity: Identity,
  ...replaceable
}, { title: 'Learner', description: 'A learner of one TEO', 'x-basis': createPage })
export type Learner = Static<typeof Learner>
