import { daysAfter, monthsBefore } from '../../../core/civil-date.ts'
import type { Examples } from '../../../core/example.ts'
import type { Requests } from '../example-requests.ts'
import { after, nobody, nothing, withLearner } from '../example-scenes.ts'

const thisYear = ({ day }: Requests): number => Number(day(0).slice(0, 4))

export const learnerExamples: Examples = {
  'learner.exists': after(withLearner, it => [it.getLearner(), it.getLearner(nobody)]),
  'learner.local-id-unused': after(withLearner, it => [it.otherLearner(), it.otherLearner({ learnerLocalId: it.ids.learner })]),
  'learner.name-id-code-upper-case': after(nothing, it => [it.learner(), it.learner({ identity: it.identity({ nameIdCode: 'Walka' }) })]),
  'learner.name-id-code-form': after(nothing, it => [
    it.learner({ identity: it.identity({ nameIdCode: 'LI  J' }) }),
    it.learner({ identity: it.identity({ nameIdCode: 'LIJ' }) })
  ]),
  'learner.ird-number-form': after(nothing, it => [it.learner({ irdNumber: '012-345-678' }), it.learner({ irdNumber: '12345678' })]),
  'learner.disability-status-code': after(nothing, it => [
    it.learner(),
    it.learner({ demographics: it.demographics({ disabilityStatus: 4 }) })
  ]),
  'learner.gender-code': after(nothing, it => [
    it.learner({ demographics: it.demographics({ gender: 'D' }) }),
    it.learner({ demographics: it.demographics({ gender: 'X' }) })
  ]),
  'learner.citizenship-form': after(nothing, it => [
    it.learner({ demographics: it.demographics({ countryOfCitizenship: 'AUS' }) }),
    it.learner({ demographics: it.demographics({ countryOfCitizenship: 'NZ' }) })
  ]),
  'learner.support-needs-form': after(nothing, it => [
    it.learner({ demographics: it.demographics({ disabilityStatus: 1, disabilitySupportNeeds: [1] }) }),
    it.learner({ demographics: it.demographics({ disabilityStatus: 1, disabilitySupportNeeds: [0] }) })
  ]),
  'learner.residential-status-code': after(nothing, it => [
    it.learner({ demographics: it.demographics({ residentialStatus: 'N' }) }),
    it.learner({ demographics: it.demographics({ residentialStatus: 'C' }) })
  ]),
  'learner.support-needs-of-disabled': after(nothing, it => [
    it.learner({ demographics: it.demographics({ disabilityStatus: 1, disabilitySupportNeeds: [3] }) }),
    it.learner({ demographics: it.demographics({ disabilityStatus: 2, disabilitySupportNeeds: [3] }) })
  ]),
  'learner.first-tertiary-year-in-life': after(nothing, it => [
    it.learner({ educationHistory: { firstYearOfTertiaryEducation: thisYear(it) } }),
    it.learner({ educationHistory: { firstYearOfTertiaryEducation: thisYear(it) + 1 } })
  ]),
  'learner.last-school-year-in-life': after(nothing, it => [
    it.learner({ educationHistory: { lastYearAtSecondarySchool: thisYear(it) } }),
    it.learner({ educationHistory: { lastYearAtSecondarySchool: thisYear(it) + 1 } })
  ]),
  'learner.local-id-constant': after(withLearner, it => [it.otherLearner(), it.otherLearner({ identity: it.identity() })]),
  'value.means-something': after(nothing, it => [
    it.learner(),
    it.learner({ identity: it.identity({ nationalStudentNumber: 0 }) })
  ]),
  'value.not-below-zero': after(nothing, it => [
    it.learner({ demographics: it.demographics({ disabilityStatus: 1, disabilitySupportNeeds: [1] }) }),
    it.learner({ demographics: it.demographics({ disabilityStatus: 1, disabilitySupportNeeds: [-1] }) })
  ]),
  'value.year-plausible': after(nothing, it => [
    it.learner({ educationHistory: { lastYearAtSecondarySchool: 1900 } }),
    it.learner({ educationHistory: { lastYearAtSecondarySchool: 1899 } })
  ]),
  'value.listed-once': after(nothing, it => [
    it.learner({ demographics: it.demographics({ ethnicity: ['11111', '21111'] }) }),
    it.learner({ demographics: it.demographics({ ethnicity: ['11111', '11111'] }) })
  ]),
  'value.id-without-blanks-around': after(nothing, it => [it.learner(), it.learner({ learnerLocalId: `${it.ids.learner} ` })]),
  'value.of-seen-characters': after(nothing, it => [
    it.learner({ educationHistory: { lastSecondarySchoolAttended: '0087' } }),
    it.learner({ educationHistory: { lastSecondarySchoolAttended: '008\t' } })
  ]),
  'learner.born-by-today': after(nothing, it => [
    it.learner({ identity: it.identity({ dateOfBirth: it.day(0) }) }),
    it.learner({ identity: it.identity({ dateOfBirth: it.day(1) }) })
  ]),
  'learner.local-id-unlike-others': after(withLearner, it => [
    it.otherLearner(),
    it.otherLearner({ learnerLocalId: it.ids.learner.toLowerCase() })
  ]),
  'learner.local-id-fits-a-path': after(nothing, it => [it.learner(), it.learner({ learnerLocalId: '.' })]),
  'learner.born-plausible': after(nothing, it => [
    it.learner({ identity: it.identity({ dateOfBirth: monthsBefore(it.day(0), 1320) }) }),
    it.learner({ identity: it.identity({ dateOfBirth: daysAfter(monthsBefore(it.day(0), 1320), -1) }) })
  ])
}
