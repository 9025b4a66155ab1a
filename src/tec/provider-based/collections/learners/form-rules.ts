import { inferred } from '../../../../core/basis.ts'
import { providerBasedPage, vendorChangesGuide, workBasedPage } from '../../../sources.ts'
import { unlikeOthers } from '../alike.ts'
import { codesFor, decimalsFor, formsFor, globsFor, mostMoney } from '../forms.ts'
import { givenFor } from '../given.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { dayOfBirth } from './day-of-birth.ts'
import { yesOrNo } from '../indicators.ts'
import { learners } from './fields.ts'
import { iwiInClassification } from './iwi.ts'

const learnerRule = ruleFor(learners)
const learnerHas = givenFor(learners)
const codes = codesFor(learners)
const globs = globsFor(learners)

const asInWorkBased = inferred('The work-based API holds the same field to that form')

/** What the fields of a learner are held to, each by itself. */
export const learnerFormRules: readonly RecordRule[] = [
  codes({
    id: 'disability-status-code',
    code: 'S23',
    field: 'disabilityStatus',
    codes: ['1', '2', '3'],
    basis: workBasedPage('update-a-learner'),
    wouldPass: 'Use 1 (yes), 2 (no) or 3 (prefers not to say).'
  }),
  learnerRule({
    id: 'domestic-fee-digits',
    code: 'S24',
    statement: 'The total fee of a domestic learner must have at most eight digits, two of them decimals',
    field: 'totalFeeForDomesticStudent',
    basis: providerBasedPage('upload-learner-data-to-the-submission'),
    holds: `abs(record.totalFeeForDomesticStudent) < 1000000
      AND abs(record.totalFeeForDomesticStudent * 100 - round(record.totalFeeForDomesticStudent * 100)) < 0.000001`,
    refusal: say => `${say('totalFeeForDomesticStudent')} has more than eight digits, or more than two decimals.`,
    wouldPass: 'Send dollars and cents, up to 999999.99.'
  }),
  decimalsFor(learners)({
    id: 'learner-fees-are-money',
    code: 'S28',
    statement: 'The fees of a learner must be amounts from 0 to 999999.99 with at most two decimals',
    names: ['tuitionFeePaidByInternationalFeePayingStudent', 'maximaExemptFees'],
    decimals: 2,
    most: mostMoney,
    basis: inferred('The one fee that the page shows has eight digits, two of them decimals'),
    wouldPass: 'Send dollars and cents.'
  }),
  learnerRule({
    id: 'name-id-capitals',
    code: 'S25',
    statement: 'The name id of a learner must be in capitals',
    field: 'nameIdCode',
    basis: asInWorkBased,
    holds: 'record.nameIdCode = upper(record.nameIdCode)',
    refusal: say => `${say('nameIdCode')} is not in capitals.`,
    wouldPass: 'Write WALKA for Aroha Walker, and pad a short surname with spaces, as LI  J for Jun Li.'
  }),
  learnerRule({
    id: 'name-id-form',
    code: 'S86',
    statement: 'The name id of a learner must have five characters, the first and the last of them letters',
    field: 'nameIdCode',
    basis: asInWorkBased,
    // Which characters count as letters is not said, so only what is none is told of.
    holds: `length(record.nameIdCode) = 5 AND record.nameIdCode NOT GLOB '*[0-9]*'
      AND substr(record.nameIdCode, 1, 1) <> ' ' AND substr(record.nameIdCode, 5) <> ' '`,
    refusal: say => `${say('nameIdCode')} is not four letters of the surname and an initial.`,
    wouldPass: 'Write WALKA for Aroha Walker, and pad a short surname with spaces, as LI  J for Jun Li.'
  }),
  globs({
    id: 'learner-ird-number-form',
    code: 'S26',
    statement: 'The IRD number of a learner must be nine digits as 123-456-789',
    field: 'irdNumber',
    globs: ['[0-9][0-9][0-9]-[0-9][0-9][0-9]-[0-9][0-9][0-9]'],
    basis: asInWorkBased,
    wouldPass: 'Write it as 012-345-678, with a zero before one of eight digits.'
  }),
  learnerRule({
    id: 'post-code-form',
    code: 'S27',
    statement: 'A post code must have four digits',
    field: 'permanentPostCode',
    basis: inferred('The field has four characters, and post codes of New Zealand have four digits'),
    holds: ['permanentPostCode', 'termPostCode'].map(name =>
      `(trim(coalesce(record.${name}, '')) = '' OR record.${name} GLOB '[0-9][0-9][0-9][0-9]')`).join(' AND '),
    refusal: (say, { record }) => {
      const bad = ['permanentPostCode', 'termPostCode'].filter(name => !/^(?: *|\d{4})$/.test(String(record[name] ?? '')))
      return `${bad.map(say).join(' and ')} ${bad.length === 1 ? 'is' : 'are'} not four digits.`
    },
    wouldPass: 'Send four digits, zeros included, as 0610; leave out one of another country.'
  }),
  globs({
    id: 'citizenship-form',
    code: 'S29',
    statement: 'A country of citizenship must be three capitals, or 999',
    field: 'countryOfCitizenship',
    globs: ['[A-Z][A-Z][A-Z]', '999'],
    basis: inferred('The codes that are known have that form; the classification is not public'),
    wouldPass: 'Use a code such as NZL or AUS, or 999 where it is not stated.'
  }),
  learnerHas({
    id: 'disability-services-given',
    code: 'S30',
    since: 202504,
    until: 202512,
    called: 'its indicator of disability services accessed',
    field: 'disabilityServicesAccessedIndicator',
    basis: vendorChangesGuide,
    wouldPass: 'Send 1 (yes) or 2 (no).'
  }),
  learnerRule({
    id: 'first-year-by-return-year',
    code: 'S31',
    statement: 'The first year of tertiary education must not be after the year of the return',
    field: 'firstYearOfTertiaryEducation',
    basis: inferred('Nobody is reported who has not begun'),
    holds: 'record.firstYearOfTertiaryEducation <= :returnYear',
    refusal: (say, { returnYear }) => `${say('firstYearOfTertiaryEducation')} is after ${returnYear}, the year of the return.`,
    wouldPass: 'Send the year in which the learner first studied.'
  }),
  learnerRule({
    id: 'learner-years-in-life',
    code: 'S85',
    statement: 'The years of a learner\'s education must be after the year of birth, and none after that of the return',
    field: 'lastYearAtSecondarySchool',
    basis: inferred('Nobody leaves school, or begins tertiary study, before being born, or in a year to come'),
    // Of a first year that is after the return's, another rule tells.
    holds: `(record.lastYearAtSecondarySchool IS NULL
        OR record.lastYearAtSecondarySchool > substr(${dayOfBirth}, 1, 4) + 0 AND record.lastYearAtSecondarySchool <= :returnYear)
      AND (record.firstYearOfTertiaryEducation IS NULL OR record.firstYearOfTertiaryEducation > substr(${dayOfBirth}, 1, 4) + 0)`,
    refusal: (say, { returnYear }) => `${say('lastYearAtSecondarySchool')} and ${say('firstYearOfTertiaryEducation')} ` +
      `do not both lie between ${say('dateOfBirth')} and ${returnYear}, the year of the return.`,
    wouldPass: 'Send years with four digits that the learner lived in, or leave out one that is not known.'
  }),
  codes({
    id: 'disability-services-code',
    code: 'S87',
    field: 'disabilityServicesAccessedIndicator',
    codes: ['1', '2'],
    basis: inferred('Vendors\' tables have these two; TEC\'s own is not public'),
    wouldPass: 'Use 1 (yes) or 2 (no).'
  }),
  learnerHas({
    id: 'citizenship-given',
    code: 'S88',
    called: 'a country of citizenship',
    field: 'countryOfCitizenship',
    basis: inferred('The SDR asks for it of every learner; that the API demands it is not seen'),
    wouldPass: 'Send a code such as NZL, or 999 where it is not stated.'
  }),
  learnerRule({
    id: 'support-needs-of-disabled',
    code: 'S90',
    statement: 'Only a learner with disabilityStatus 1, yes, must have disabilitySupportNeeds',
    field: 'disabilitySupportNeeds',
    basis: inferred('Who has no disability, or does not say, has no needs to be told of'),
    holds: "coalesce(record.disabilitySupportNeeds, '[]') = '[]' OR coalesce(record.disabilityStatus, '1') <> '2'",
    refusal: say =>
      `${say('disabilitySupportNeeds')} is given, but ${say('disabilityStatus')} says that the learner has no disability.`,
    wouldPass: 'Leave disabilitySupportNeeds out, or send disabilityStatus 1.'
  }),
  codes({
    id: 'prior-activity-code',
    code: 'S32',
    field: 'mainActivityAt1OctoberInYearPriorToFormalEnrolment',
    codes: ['01', '02', '03', '04', '05', '06', '08', '09', '10', '11'],
    basis: inferred('Some of the codes are published; the others are those of the years before'),
    wouldPass: 'Use a code of TEC\'s classification, such as 01 (school) or 03 (wage or salary).'
  }),
  formsFor(learners)({
    id: 'learner-indicators-form',
    code: 'S77',
    forms: { expectationToCompleteAQualificationThisYear: yesOrNo, lastSecondarySchoolAttended: ['[0-9][0-9][0-9][0-9]'] },
    basis: inferred('The one is a yes or no, the other the Ministry\'s number of a school; their tables are not public'),
    wouldPass: 'Use 1 or Y (yes), 2 or N (no), and the four digits of the school, zeros included, as 0087.'
  }),
  learnerRule({
    id: 'learner-nsn-digits',
    code: 'S78',
    statement: 'A National Student Number must have at most ten digits',
    field: 'nationalStudentNumber',
    basis: inferred('The SDR field has ten; the page of another collection has the type of a number up to 2147483647'),
    holds: 'record.nationalStudentNumber <= 9999999999',
    refusal: say => `${say('nationalStudentNumber')} has more than ten digits.`,
    wouldPass: 'Send the number that the National Student Index issued, of nine or ten digits.'
  }),
  unlikeOthers(learners, 'studentIdentificationCode', 'S98'),
  iwiInClassification
]
