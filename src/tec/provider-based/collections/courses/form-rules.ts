import { inferred } from '../../../../core/basis.ts'
import { fundingCategoriesPage, providerBasedPage } from '../../../sources.ts'
import type { Collection } from '../collection.ts'
import { codesFor, decimalsFor, formsFor, globsFor, isDecimal, mostMoney, qualificationForm } from '../forms.ts'
import { yesOrNo } from '../indicators.ts'
import { allGivenFor } from '../given.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { courses } from './fields.ts'

/** A number from 1 to 39, and its part. */
export const classifications = ['[1-9]', '0[1-9]', '[123][0-9]'].flatMap(form => [form, `${form}.[0-9]`])

/** As much as doctoral study is paid for. */
const mostEfts = 4

const categoryForms = ['[A-Z][1-5]']
const nzscedForms = ['[0-9][0-9][0-9][0-9][0-9][0-9]']

const isOneOf = (name: string, globs: readonly string[]): string => `(${globs.map(glob => `record.${name} GLOB '${glob}'`).join(' OR ')})`

/** What an enrolment and its course both have: SQL of whether it is of its form. */
export const deliveryMembers: Readonly<Record<string, string>> = {
  fundingCategory: `${isOneOf('fundingCategory', categoryForms)} AND record.fundingCategory NOT GLOB 'F[1-6]'`,
  courseClassification: isOneOf('courseClassification', classifications),
  nzscedFieldOfStudy: isOneOf('nzscedFieldOfStudy', nzscedForms),
  courseEftsFactor: isDecimal('courseEftsFactor', 4, mostEfts)
}

type Codes = Readonly<Record<'category' | 'group' | 'classification' | 'nzsced' | 'factor', string>>

const noSubjectGroup = (collection: Collection, code: string): RecordRule => ruleFor(collection)({
  id: `${collection.fileType.toLowerCase()}-funding-category-no-group`,
  code,
  statement: `The funding category of a ${collection.noun} must not be F1 to F6, which are groups of subjects`,
  field: 'fundingCategory',
  basis: inferred('The page of the groups has the letters that are in each; F is not one of them'),
  holds: "coalesce(record.fundingCategory, '') NOT GLOB 'F[1-6]'",
  refusal: say => `${say('fundingCategory')} is a group of subjects, which is not reported.`,
  wouldPass: 'Use the letter and the level digit of the course, such as P1.'
})

/** What courses and enrolments are held to alike, under a code for each. */
export const deliveryForms = (collection: Collection, codes: Codes): readonly RecordRule[] => [
  globsFor(collection)({
    id: `${collection.fileType.toLowerCase()}-funding-category-form`,
    code: codes.category,
    statement: `The funding category of a ${collection.noun} must be a letter and a digit from 1 to 5`,
    field: 'fundingCategory',
    globs: categoryForms,
    basis: fundingCategoriesPage,
    wouldPass: 'Use a category such as P1 or J2.'
  }),
  noSubjectGroup(collection, codes.group),
  globsFor(collection)({
    id: `${collection.fileType.toLowerCase()}-classification-form`,
    code: codes.classification,
    statement: `The classification of a ${collection.noun} must be a number from 1 to 39, with a part or without one`,
    field: 'courseClassification',
    globs: classifications,
    basis: inferred('The classes that are published have that form; the whole list is not'),
    wouldPass: 'Use a class such as 22 or 22.1.'
  }),
  globsFor(collection)({
    id: `${collection.fileType.toLowerCase()}-nzsced-form`,
    code: codes.nzsced,
    statement: `The field of study of a ${collection.noun} must be six digits`,
    field: 'nzscedFieldOfStudy',
    globs: nzscedForms,
    basis: inferred('NZSCED codes of a detailed field have six digits'),
    wouldPass: 'Send six digits, zeros included, as 040311.'
  }),
  decimalsFor(collection)({
    id: `${collection.fileType.toLowerCase()}-factor-decimals`,
    code: codes.factor,
    statement: `The EFTS factor of a ${collection.noun} must be from 0 to ${mostEfts} with at most four decimals`,
    names: ['courseEftsFactor'],
    decimals: 4,
    most: mostEfts,
    basis: inferred('The SDR field has four decimals; no single course is more than four years of full-time study'),
    wouldPass: 'Send a factor such as 0.1667.'
  })
]

/** What the fields of a course are held to, each by itself. */
export const courseFormRules: readonly RecordRule[] = [
  ...deliveryForms(courses, { category: 'S33', group: 'S93', classification: 'S34', nzsced: 'S35', factor: 'S39' }),
  qualificationForm(courses, 'qualificationCode', 'S95'),
  codesFor(courses)({
    id: 'course-level-code',
    code: 'S36',
    field: 'levelOnTheNzQualificationsAndCredentialsFramework',
    codes: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '01', '02', '03', '04', '05', '06', '07', '08', '09'],
    basis: inferred('The framework has ten levels'),
    wouldPass: 'Use a level from 1 to 10.'
  }),
  ruleFor(courses)({
    id: 'course-code-without-year',
    code: 'S37',
    statement: 'A course code must serve every year, and have no date in it',
    field: 'courseCode',
    basis: providerBasedPage('upload-course-data-to-the-submission'),
    warningBecause: 'four digits that look like a year need not be one',
    holds: "record.courseCode NOT GLOB '*19[0-9][0-9]*' AND record.courseCode NOT GLOB '*20[0-9][0-9]*'",
    refusal: say => `${say('courseCode')} seems to have a year in it.`,
    wouldPass: 'Use a courseCode that is the same in every period, place and year, such as ECON112.'
  }),
  decimalsFor(courses)({
    id: 'course-amounts',
    code: 'S38',
    statement: 'The fees, credits and learning hours of a course must be from 0 to 999999.99 with at most two decimals',
    names: [
      'courseTuitionFee', 'compulsoryCourseCostsFee', 'discountedCourseTuitionFee', 'discountedCompulsoryCourseCostsFee',
      'tuitionFeePaidByInternationalFeePayingStudent', 'credit', 'learningHours'
    ],
    decimals: 2,
    most: mostMoney,
    basis: inferred('The one fee that a page shows has eight digits, two of them decimals; nothing of it can be less than none'),
    wouldPass: 'Send dollars and cents, and credits and hours from 0 on.'
  }),
  ruleFor(courses)({
    id: 'course-size',
    code: 'S91',
    statement: 'A course must have up to 999 credits, and learning hours from more than 0 to 20000 where it has any',
    field: 'learningHours',
    basis: inferred('The SDR field of credits has three digits; a credit is ten hours of learning, and a course has some'),
    // Of what is below 0, or no amount at all, another rule tells.
    holds: `(record.learningHours IS NULL OR record.learningHours < 0 OR record.learningHours > 0 AND record.learningHours <= 20000
        OR record.learningHours > ${mostMoney}) AND (record.credit IS NULL OR record.credit <= 999 OR record.credit > ${mostMoney})`,
    refusal: say => `${say('credit')} and ${say('learningHours')} are not the size of a course.`,
    wouldPass: 'Send credits up to 999, and about ten learning hours for each.'
  }),
  formsFor(courses)({
    id: 'course-indicators-form',
    code: 'S76',
    forms: { pbrfEligibleCourseIndicator: yesOrNo, courseExemptionFromAmfm: yesOrNo },
    basis: inferred('They are a yes or no, of which 2 has been seen; their tables are not public'),
    wouldPass: 'Use 1 or Y (yes), 2 or N (no).'
  }),
  allGivenFor(courses)({
    id: 'course-members-given',
    code: 'S69',
    names: [
      'courseClassification', 'nzscedFieldOfStudy', 'levelOnTheNzQualificationsAndCredentialsFramework', 'fundingCategory',
      'courseEftsFactor'
    ],
    basis: inferred('The SDR asks for them of every course; that the API demands them is not seen')
  })
]
