import { inferred } from '../../../../core/basis.ts'
import { fundingCategoriesPage, providerBasedPage } from '../../../sources.ts'
import type { Collection } from '../collection.ts'
import { codesFor, decimalsFor, globsFor, qualificationForm } from '../forms.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { courses } from './fields.ts'

/** A number from 1 to 39, and its part. */
export const classifications = ['[1-9]', '0[1-9]', '[123][0-9]'].flatMap(form => [form, `${form}.[0-9]`])

type Codes = Readonly<Record<'category' | 'group' | 'classification' | 'nzsced' | 'factor', string>>

const noSubjectGroup = (collection: Collection, code: string): RecordRule => ruleFor(collection)({
  id: `${collection.fileType.toLowerCase()}-funding-category-no-group`,
  code,
  statement: `The funding category of a ${collection.noun} must not be F1 to F6, which are groups of subjects`,
  field: 'fundingCategory',
  basis: inferred('The page of the groups has the letters that are in each; F is none of them'),
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
    globs: ['[A-Z][1-5]'],
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
    globs: ['[0-9][0-9][0-9][0-9][0-9][0-9]'],
    basis: inferred('NZSCED codes of a detailed field have six digits'),
    wouldPass: 'Send six digits, zeros included, as 040311.'
  }),
  decimalsFor(collection)({
    id: `${collection.fileType.toLowerCase()}-factor-decimals`,
    code: codes.factor,
    statement: `The EFTS factor of a ${collection.noun} must be from 0 on with at most four decimals`,
    names: ['courseEftsFactor'],
    decimals: 4,
    basis: inferred('The SDR field has four decimals'),
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
    statement: 'The fees, credits and learning hours of a course must be from 0 on with at most two decimals',
    names: [
      'courseTuitionFee', 'compulsoryCourseCostsFee', 'discountedCourseTuitionFee', 'discountedCompulsoryCourseCostsFee',
      'tuitionFeePaidByInternationalFeePayingStudent', 'credit', 'learningHours'
    ],
    decimals: 2,
    basis: inferred('The one fee that a page shows has two decimals, and nothing of it can be less than none'),
    wouldPass: 'Send dollars and cents, and credits and hours from 0 on.'
  })
]
