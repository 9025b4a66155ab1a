import { Type, type Static } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { date, int32, text } from '../../../core/schema.ts'
import { workBasedPage } from '../../sources.ts'

const createPage = workBasedPage('create-a-learner')
const updatePage = workBasedPage('update-a-learner')
const sibling = inferred('The page is cut off here; the provider-based API has a member of that name, and the number of members is known')
const register = inferred('The page is cut off here; the older register had such a member, and the number of members is known')

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
  ethnicity: Type.Optional(Type.Array(text({ basis: sibling, min: 1, max: 5 }), {
    maxItems: 6, description: 'Up to six codes', 'x-basis': sibling
  })),
  gender: Type.Optional(text({ basis: sibling, min: 1, max: 1, description: 'M, F or D', example: 'F' })),
  iwiAffiliation: Type.Optional(Type.Array(text({ basis: sibling, min: 1, max: 4 }), {
    maxItems: 6, description: 'Up to six codes', 'x-basis': sibling
  })),
  residentialStatus: Type.Optional(text({ basis: sibling, min: 1, max: 4, description: 'Residential or visa status' }))
}, { title: 'Demographics', description: 'Seven members, of which three were seen', 'x-basis': updatePage })

const EducationHistory = Type.Object({
  firstYearOfTertiaryEducation: Type.Optional(int32({ basis: sibling, description: 'Year, as CCYY', example: 2024 })),
  highestSecondarySchoolQualification: Type.Optional(text({
    basis: sibling, min: 1, max: 3, description: 'Code of the highest qualification from school'
  })),
  highestPostSchoolQualification: Type.Optional(text({
    basis: register, min: 1, max: 3, description: 'Code of the highest qualification after school'
  })),
  lastSecondarySchoolAttended: Type.Optional(text({
    basis: sibling, min: 1, max: 4, description: 'Ministry of Education number of the school', example: '0087'
  })),
  lastYearAtSecondarySchool: Type.Optional(int32({ basis: sibling, description: 'Year, as CCYY', example: 2021 })),
  countryOfOverseasSchool: Type.Optional(text({
    basis: register, min: 1, max: 4, description: 'Country of the last school, if not New Zealand'
  })),
  priorActivity: Type.Optional(text({ basis: register, min: 1, max: 3, description: 'Main activity on 1 October of the year before' }))
}, { title: 'EducationHistory', description: 'Seven members, none of which was seen; all are optional', 'x-basis': createPage })

/** What an update replaces. The identity is not part of it. */
const replaceable = {
  irdNumber: Type.Optional(text({
    basis: createPage, max: 11, description: 'Nine digits with dashes, a leading zero before eight', example: '012-345-678'
  })),
  demographics: Demographics,
  educationHistory: EducationHistory
}

export const LearnerUpdate = Type.Object(replaceable, {
  title: 'LearnerUpdate', description: 'What can change of a learner', 'x-basis': updatePage
})
export type LearnerUpdate = Static<typeof LearnerUpdate>

/** What the reply to an update shows of the learner. */
export const UpdatedLearner = Type.Object({
  demographics: Demographics,
  educationHistory: EducationHistory,
  irdNumber: Type.Optional(text({
    basis: inferred('Sixteen members leave no room for it, unless one of the two objects has six'), description: 'As it is kept'
  }))
}, { title: 'UpdatedLearner', description: 'A learner after an update', 'x-basis': updatePage })

export const Learner = Type.Object({
  learnerLocalId: LearnerLocalId,
  identity: Identity,
  ...replaceable
}, { title: 'Learner', description: 'A learner of one TEO', 'x-basis': createPage })
export type Learner = Static<typeof Learner>
