import { inferred } from '../../../../core/basis.ts'
import { codesOf2024, residencyGuide } from '../../../sources.ts'
import { deliveryForms } from '../courses/form-rules.ts'
import { codesFor, decimalsFor, formsFor, mostMoney } from '../forms.ts'
import { yesOrNo } from '../indicators.ts'
import { allGivenFor } from '../given.ts'
import { type RecordRule } from '../record-rule.ts'
import { courseEnrolments } from './fields.ts'

const codes = codesFor(courseEnrolments)

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => String(from + n).padStart(2, '0'))

/** What the fields of a course enrolment are held to, each by itself. */
export const enrolmentFormRules: readonly RecordRule[] = [
  codes({
    id: 'attendance-code',
    code: 'S40',
    field: 'intramuralExtramuralAttendance',
    codes: ['5', '6', '7', '8', '9', '10', '05', '06', '07', '08', '09'],
    basis: codesOf2024,
    wouldPass: 'Use 5, 6 or 7 (in New Zealand), or 8, 9 or 10 (overseas); 1 to 4 were retired.'
  }),
  codes({
    id: 'residential-status-code',
    code: 'S41',
    field: 'residentialStatus',
    codes: ['Y', 'N'],
    basis: residencyGuide,
    wouldPass: 'Use Y for a permanent resident of New Zealand, N for all others.'
  }),
  ...deliveryForms(courseEnrolments, { category: 'S42', group: 'S94', classification: 'S50', nzsced: 'S49', factor: 'S51' }),
  codes({
    id: 'source-of-funding-code',
    code: 'S43',
    field: 'sourceOfFunding',
    codes: [...range(1, 16), '20', '21', '22', ...range(24, 33), '35', '36', '37'],
    basis: inferred('Those are the codes that pages of TEC and of vendors name; the whole list is not public'),
    wouldPass: 'Use a code of TEC\'s classification, such as 01 or 37.'
  }),
  decimalsFor(courseEnrolments)({
    id: 'enrolment-fee-is-money',
    code: 'S52',
    statement: 'The actual course fee must be an amount from 0 to 999999.99 with at most two decimals',
    names: ['actualCourseFee'],
    decimals: 2,
    most: mostMoney,
    basis: inferred('The one fee that a page shows has eight digits, two of them decimals'),
    wouldPass: 'Send dollars and cents.'
  }),
  formsFor(courseEnrolments)({
    id: 'enrolment-indicators-form',
    code: 'S75',
    forms: {
      secondarySchoolProgrammeIndicator: ['[Tt][Rr][Uu][Ee]', '[Ff][Aa][Ll][Ss][Ee]', '[012YN]'],
      australianResidentialStatus: yesOrNo,
      apprenticeship: yesOrNo,
      iteSector: ['[1-9]'],
      courseDeliverySite: ['[0-9][0-9]']
    },
    basis: inferred('They are a yes or no, a sector by its digit and a site by its number; their tables are not public'),
    wouldPass: 'Use true or false, 1 or Y (yes), 2 or N (no), a sector such as 3, and a site of two digits such as 01.'
  }),
  allGivenFor(courseEnrolments)({
    id: 'enrolment-members-given',
    code: 'S70',
    names: [
      'residentialStatus', 'intramuralExtramuralAttendance', 'courseDeliverySite', 'fundingCategory', 'courseClassification',
      'nzscedFieldOfStudy', 'courseEftsFactor', 'eftsByMonth'
    ],
    basis: inferred('The SDR asks for them of every enrolment; that the API demands them is not seen')
  })
]
