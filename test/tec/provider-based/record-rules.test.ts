import t, { type Test } from 'tap'
import { daysAfter } from '../../../src/core/civil-date.ts'
import type { SdrRecord } from '../../../src/tec/provider-based/collections/collection.ts'
import { recordRules } from '../../../src/tec/provider-based/collections/rules.ts'
import { makeCourse, makePerson } from '../../../src/tec/provider-based/generator/people.ts'
import { demand, type Flags } from '../../harness.ts'
import { openReturns, validate } from './returns.ts'

/** Changes of a valid return: of the learner, of the first enrolment and its completion, of a course, and further records. */
interface Changes {
  learner?: object
  enrolment?: object
  completion?: object
  course?: object
  more?: Readonly<Record<string, object[]>>
}

const spec = { seed: 1, learners: 200, returnId: 202602 }
const person = makePerson(spec, 3)
const courses = Array.from({ length: 12 }, (_, n) => makeCourse(spec, n))
const [enrolment, completion] = [person.enrolments[0]!, person.completions[0]!]
const learner: SdrRecord = { ...person.learner, countryOfCitizenship: 'NZL' }

const isOf = (record: object) => (course: SdrRecord) => course.courseCode === (record as SdrRecord).courseCode

/** The codes that a validation finds, in order; with `at`, on another day. */
async function found (t: Test, changes: Changes, flags: Flags & { at?: string } = {}): Promise<string[]> {
  const results = await resultsOf(t, changes, flags)
  return results.map(it => it.errorCode).sort()
}

async function resultsOf (t: Test, changes: Changes, flags: Flags & { at?: string } = {}, returnId = spec.returnId): Promise<any[]> {
  const { at, ...others } = flags
  const client = await openReturns(t, { ...others, 'submission-token-lifetime': '100000h' })
  demand(await client.admin('POST', `/returns/${returnId}/open`, { eid: 9001, closes: '2030-01-01' }))
  const token = demand(await client.sdr('POST', `/token/${returnId}`)).body.submissionToken
  const records: Record<string, object[]> = {
    learners: [{ ...learner, ...changes.learner }],
    courses: courses.map(it => isOf(enrolment)(it) ? { ...it, ...changes.course } : it),
    'course-enrolments': [{ ...enrolment, ...changes.enrolment }],
    'course-completions': [{ ...completion, ...changes.completion }],
    'qualification-completions': []
  }
  for (const [name, content] of Object.entries(records)) {
    demand(await client.upload(name, token, [...content, ...changes.more?.[name] ?? []]))
  }
  if (at) client.freeze(at)
  await validate(client, token)
  return demand(await client.sdr('GET', `/validation/${token}/results?pageSize=1000`)).body.results
}

const ids = { studentIdentificationCode: learner.studentIdentificationCode, nationalStudentNumber: learner.nationalStudentNumber }

t.test('The return that the cases change is valid', async t => t.same(await found(t, {}), []))

type Case = [about: string, change: object, codes: string[]]

const enrolmentCases: Case[] = [
  ...[5, '5', 10, '10', '07', 9].map((value): Case => ['attendance', { intramuralExtramuralAttendance: value }, []]),
  ...[0, 1, 4, 11, 'X', '5 '].map((value): Case => ['attendance', { intramuralExtramuralAttendance: value }, ['S40']]),
  ['attendance that is left out', { intramuralExtramuralAttendance: undefined }, ['S70']],
  ['residential status', { residentialStatus: 'N' }, []],
  ...['X', 'n', '1'].map((value): Case => ['residential status', { residentialStatus: value }, ['S41']]),
  ...['P0', 'P6', 'p1', '11', 'PX', 'P'].map((value): Case =>
    ['funding category', { fundingCategory: value }, ['S42']]),
  ['funding category of another course', { fundingCategory: 'G2' }, ['S12']],
  ['factor of no course', { courseEftsFactor: 4.0001, eftsByMonth: undefined }, ['S51', 'S70']],
  ...['', '  ', undefined].flatMap(value => [
    'residentialStatus', 'intramuralExtramuralAttendance', 'courseDeliverySite', 'fundingCategory', 'courseClassification',
    'nzscedFieldOfStudy'
  ].map((name): Case => [`no ${name}`, { [name]: value }, ['S70']])),
  ['no loads', { eftsByMonth: [] }, ['S70']],
  ...[true, false, 'true', 'False', 'Y', 'N', 0, 1, '2'].map((value): Case =>
    ['school programme', { secondarySchoolProgrammeIndicator: value }, []]),
  ...['perhaps', 3, 'y'].map((value): Case => ['school programme', { secondarySchoolProgrammeIndicator: value }, ['S75']]),
  ...['Y', 'N', '1', '2'].map((value): Case => ['other indicators', { australianResidentialStatus: value, apprenticeship: value }, []]),
  ...['X', 'n', '0'].flatMap(value => ['australianResidentialStatus', 'apprenticeship'].map((name): Case =>
    [name, { [name]: value }, ['S75']])),
  ['sector', { iteSector: 0 }, ['S75']],
  ['site', { courseDeliverySite: 7 }, []],
  ['site', { courseDeliverySite: 'X7' }, ['S75']],
  ['a fee of the most', { actualCourseFee: 999_999.99 }, []],
  ['a fee of a billion', { actualCourseFee: 1e12 }, ['S52']],
  ['source of funding', { sourceOfFunding: 1 }, []],
  ['source of funding, not known', { sourceOfFunding: 99 }, ['S43']],
  ['source of funding, empty', { sourceOfFunding: '' }, ['762']],
  ['source of funding, blank', { sourceOfFunding: ' ' }, ['762']],
  ['number of another', { nationalStudentNumber: 150_999_999 }, ['S03', 'S44']],
  ['number 0', { nationalStudentNumber: 0 }, ['712']],
  ['number -1', { nationalStudentNumber: -1 }, ['712']],
  ['start of the year 1', { courseStartDate: '0001-01-01T00:00:00Z' }, ['005']],
  ['start of 1900', { courseStartDate: '1900-01-01' }, ['005']],
  ['end of 1899', { courseEndDate: '1899-12-30' }, ['006']],
  ['a qualification in small letters', { qualificationCode: String(enrolment.qualificationCode).toLowerCase() }, []],
  ['a qualification that is none', { qualificationCode: 'NZ-738' }, ['S16']],
  ['a fee of no whole cents', { actualCourseFee: 1105.005 }, ['S52']],
  ['a fee below 0', { actualCourseFee: -1 }, ['S52']],
  ['a fee of cents', { actualCourseFee: 0.29 }, []],
  ['an assistance code', { categoryOfFeesAssessmentForInternationalStudents: '01' }, ['S55']],
  ['a group of subjects for a category', { fundingCategory: 'F1' }, ['S94']],
  ['a subject of the secondary sector', { iteSector: 3, iteSubject: ['MATH'] }, []],
  ['a subject of another sector', { iteSector: 1, iteSubject: ['MATH'] }, ['S92']],
  ['a subject of none', { iteSubject: ['MATH'] }, ['S92']],
  ...['1', 9].map((value): Case => ['sector', { iteSector: value }, []]),
  ...['10', 'X'].map((value): Case => ['sector', { iteSector: value }, ['S75']]),
  ...['00', '99', 1].map((value): Case => ['site', { courseDeliverySite: value }, []]),
  ...['123', '1X'].map((value): Case => ['site', { courseDeliverySite: value }, ['S75']]),
  ...['tRUE', 'fALSE'].map((value): Case => ['school programme', { secondarySchoolProgrammeIndicator: value }, []]),
  ...['truee', 'xfalse', 'YN', '3'].map((value): Case => ['school programme', { secondarySchoolProgrammeIndicator: value }, ['S75']]),
  ...['1X', 'X1', '3'].map((value): Case => ['apprenticeship', { apprenticeship: value }, ['S75']]),
  ['a fee of nothing', { actualCourseFee: 0 }, []],
  ['a fee of a million', { actualCourseFee: 1_000_000 }, ['S52']],
  ...['S2738X', 'G9998', 'G999'].map((value): Case => ['a qualification', { qualificationCode: value },
    value === 'S2738X' ? [] : ['S16']]),
  ['withdrawn on the first day', { studentsCourseWithdrawalDate: enrolment.courseStartDate }, []],
  ['withdrawn when it was over', { studentsCourseWithdrawalDate: '2027-12-31' }, ['S47']]
]

/** Some at a time: a test that tries them all takes so long that a mutant is not tried against it. */
const inParts = (cases: readonly Case[], size = 20): Case[][] =>
  Array.from({ length: Math.ceil(cases.length / size) }, (_, n) => cases.slice(size * n, size * n + size))

for (const cases of inParts(enrolmentCases)) {
  t.test(`Fields of an enrolment are held to their tables, forms and each other, from ${cases[0]![0]} on`, async t => {
    // Of a course that is not over, so that nobody asks for a completion.
    for (const [about, change, codes] of cases) {
      t.same(await found(t, { enrolment: change }), codes, `${about}: ${JSON.stringify(change)}`)
    }
  })
}

const born = Number(String(learner.dateOfBirth).slice(0, 4))

const learnerCases: Case[] = [
  ...[1, '2', 3].map((value): Case => ['disability status', { disabilityStatus: value }, []]),
  ...[0, 4, 'X'].map((value): Case => ['disability status', { disabilityStatus: value }, ['S23']]),
  ...[999_999.99, 0, 0.1, 1234.5].map((value): Case => ['fee', { totalFeeForDomesticStudent: value }, []]),
  ...[1_000_000, 0.001, 123_456_789.123].map((value): Case => ['fee', { totalFeeForDomesticStudent: value }, ['S24']]),
  ['name id', { nameIdCode: 'LI  J' }, []],
  ['name id in small letters', { nameIdCode: 'walka' }, ['S25']],
  ['IRD number', { irdNumber: '012-345-678' }, []],
  ...['12-345-678', '012345678', '012-345-67'].map((value): Case => ['IRD number', { irdNumber: value }, ['S26']]),
  ['post code that has lost its zero', { permanentPostCode: 610 }, []],
  ['post code', { permanentPostCode: 'A1' }, ['S27']],
  ['post codes left empty', { permanentPostCode: '', termPostCode: undefined }, []],
  ['a fee with three decimals', { maximaExemptFees: 1.005 }, ['S28']],
  ...['WALK', '     ', 'WALK1', 'WALK '].map((value): Case => ['name id', { nameIdCode: value }, ['S86']]),
  ['name id with a macron', { nameIdCode: 'TŪHOM' }, []],
  ...[1, '2'].map((value): Case => ['disability services', { disabilityServicesAccessedIndicator: value }, []]),
  ...[0, 3, 'x'].map((value): Case => ['disability services', { disabilityServicesAccessedIndicator: value }, ['S87']]),
  ...[undefined, '', '   '].map((value): Case => ['citizenship, none', { countryOfCitizenship: value }, ['S88']]),
  ['support needs', { disabilityStatus: 1, disabilitySupportNeeds: [3] }, []],
  ['support needs of one who has said nothing', { disabilityStatus: undefined, disabilitySupportNeeds: [3] }, []],
  ['support needs, and no disability', { disabilityStatus: 2, disabilitySupportNeeds: [3] }, ['S90']],
  ...[born + 1, 2026].map((value): Case => ['last year at school', { lastYearAtSecondarySchool: value }, []]),
  ...[0, born, 2027].map((value): Case => ['last year at school', { lastYearAtSecondarySchool: value }, ['S85']]),
  ...[0, born].map((value): Case => ['first year, before birth', { firstYearOfTertiaryEducation: value }, ['S85']]),
  ['citizenship', { countryOfCitizenship: '999' }, []],
  ['citizenship', { countryOfCitizenship: 'nz' }, ['S29']],
  ['first year, the return\'s', { firstYearOfTertiaryEducation: 2026, mainActivityAt1OctoberInYearPriorToFormalEnrolment: '01' }, []],
  ['first year to come', { firstYearOfTertiaryEducation: 2027 }, ['S31']],
  ['prior activity', { mainActivityAt1OctoberInYearPriorToFormalEnrolment: '07' }, ['S32']],
  ['iwi that have lost their zeros', { iwiAffiliation: [301, '4444'] }, []],
  ['iwi that was withdrawn', { iwiAffiliation: ['0301', '6000'] }, ['143']],
  ['iwi', { iwiAffiliation: ['X'] }, ['143']],
  ['number 0', { nationalStudentNumber: 0 }, ['364']],
  ['number -1', { nationalStudentNumber: -1 }, ['364']],
  ['number in quotation marks, with a zero before it', { nationalStudentNumber: `0${String(learner.nationalStudentNumber)}` }, []],
  ['post code with zeros too many', { permanentPostCode: '00610' }, []],
  ['post code with a digit too many', { permanentPostCode: 12345 }, ['S27']],
  ['expectation', { expectationToCompleteAQualificationThisYear: 'N' }, []],
  ['expectation', { expectationToCompleteAQualificationThisYear: 3 }, ['S77']],
  ['school that has lost its zeros', { lastSecondarySchoolAttended: 87 }, []],
  ['school', { lastSecondarySchoolAttended: 'AB' }, ['S77']],
  ['a fee of a billion', { maximaExemptFees: 1e12 }, ['S28']],
  ...['1234', '0000'].map((value): Case => ['term post code', { termPostCode: value }, []]),
  ...['A1', '123X', 'X1234'].map((value): Case => ['term post code', { termPostCode: value }, ['S27']]),
  ...[0, 0.01, 999_999.99].flatMap(value => ['tuitionFeePaidByInternationalFeePayingStudent', 'maximaExemptFees'].map((name): Case =>
    [name, { [name]: value }, []])),
  ...[-0.01, 1.005, 1_000_000].flatMap(value => ['tuitionFeePaidByInternationalFeePayingStudent', 'maximaExemptFees'].map((name): Case =>
    [name, { [name]: value }, ['S28']])),
  ['name id with a digit within', { nameIdCode: 'WA1KA' }, ['S86']],
  ['name id that begins with a blank', { nameIdCode: ' ALKA' }, ['S86']],
  ['first year, the one after birth', { firstYearOfTertiaryEducation: born + 1 }, []],
  ['support needs of one who does not say', { disabilityStatus: 3, disabilitySupportNeeds: [3] }, []],
  ['no support needs, and no disability', { disabilityStatus: 2, disabilitySupportNeeds: [] }, []],
  ...['NZLX', 'NZ1', '99', '9999'].map((value): Case => ['citizenship', { countryOfCitizenship: value }, ['S29']]),
  ...['1', 'Y', 2].map((value): Case => ['expectation', { expectationToCompleteAQualificationThisYear: value }, []]),
  ...['12345', '00X7'].map((value): Case => ['school', { lastSecondarySchoolAttended: value }, ['S77']]),
  ...['012-345-6789', '0012-345-678', '012-3a5-678'].map((value): Case => ['IRD number', { irdNumber: value }, ['S26']]),
  ['birth in the year 1', { dateOfBirth: '0001-01-01' }, ['102']]
]

for (const cases of inParts(learnerCases)) {
  t.test(`Fields of a learner are held to their tables and forms, from ${cases[0]![0]} on`, async t => {
    const settled = { firstYearOfTertiaryEducation: 2024, mainActivityAt1OctoberInYearPriorToFormalEnrolment: '03' }
    for (const [about, change, codes] of cases) {
      t.same(await found(t, { learner: { ...settled, ...change } }), codes, `${about}: ${JSON.stringify(change)}`)
    }
  })
}

t.test('Of the members of one rule, those are named that are not of their form', async t => {
  for (const [changes, description] of [
    [{ enrolment: { apprenticeship: 'X' } }, 'apprenticeship "X" is not in the expected form.'],
    [
      { enrolment: { apprenticeship: 'X', australianResidentialStatus: 'X', iteSector: '0' } },
      'australianResidentialStatus "X", apprenticeship "X" and iteSector "0" are not in the expected form.'
    ],
    [{ learner: { maximaExemptFees: 1.005 } }, 'maximaExemptFees 1.005 is not from 0 to 999999.99 with at most 2 decimals.'],
    [
      { learner: { maximaExemptFees: -1, tuitionFeePaidByInternationalFeePayingStudent: 1_000_000 } },
      'tuitionFeePaidByInternationalFeePayingStudent 1000000 and maximaExemptFees -1 are not from 0 to 999999.99 with at most 2 decimals.'
    ],
    [{ learner: { permanentPostCode: 'A1', termPostCode: '0610' } }, 'permanentPostCode "A1" is not four digits.'],
    [{ learner: { permanentPostCode: '0610', termPostCode: '12345' } }, 'termPostCode "12345" is not four digits.'],
    [{ learner: { permanentPostCode: 'A1', termPostCode: 'B2' } }, 'permanentPostCode "A1" and termPostCode "B2" are not four digits.']
  ] as const) {
    const [{ errorDescription }] = await resultsOf(t, changes) as [any]
    t.match(errorDescription, description)
  }
})

const courseCases: Case[] = [
  ...[
    'courseTuitionFee', 'compulsoryCourseCostsFee', 'discountedCourseTuitionFee', 'discountedCompulsoryCourseCostsFee',
    'tuitionFeePaidByInternationalFeePayingStudent', 'credit', 'learningHours'
  ].flatMap(name => [
    ...[-0.01, 1.005, 1_000_000].map((value): Case => [name, { [name]: value }, ['S38']]),
    ...[0.01, 999].map((value): Case => [name, { [name]: value }, []])
  ]),
  ...[0, 0.01, 999.01, 999_999.99].map((value): Case => ['credit', { credit: value }, value > 999 ? ['S91'] : []]),
  ...[20_000, 20_000.01, 999_999.99].map((value): Case => ['hours', { learningHours: value }, value > 20_000 ? ['S91'] : []]),
  ...['39.9', '9.9', '01', '10', '1.0'].map((value): Case => ['classification', { courseClassification: value }, []]),
  ...['0.5', '40.1', '1.10', 'X'].map((value): Case => ['classification', { courseClassification: value }, ['S34']]),
  ...['A1900', '2000A', 'A2099'].map((value): Case => ['a year', { courseCode: value }, ['S37']]),
  ...['A2100', 'A1899', 'A200'].map((value): Case => ['no year', { courseCode: value }, []]),
  ...['NZ273', 'G9998'].map((value): Case => ['qualification', { qualificationCode: value }, ['S95']]),
  ...['1X', '3'].flatMap(value => ['pbrfEligibleCourseIndicator', 'courseExemptionFromAmfm'].map((name): Case =>
    [name, { [name]: value }, ['S76']])),
  ...['A1', 'Z5'].map((value): Case => ['category', { fundingCategory: value }, []]),
  ...['A0', 'A6', 'AA1'].map((value): Case => ['category', { fundingCategory: value }, ['S33']]),
  ['group', { fundingCategory: 'F1' }, ['S93']],
  ['factor', { courseEftsFactor: 0 }, []],
  ['factor', { courseEftsFactor: -0.0001 }, ['S39']]
]

for (const cases of inParts(courseCases)) {
  t.test(`Fields of a course are held to their tables and forms at each end, from ${cases[0]![0]} on`, async t => {
    const extra = { ...courses[0]!, localId: 'EXTRA', courseCode: 'EXTRA1' }
    for (const [about, change, codes] of cases) {
      t.same(await found(t, { more: { courses: [{ ...extra, ...change }] } }), codes, `${about}: ${JSON.stringify(change)}`)
    }
  })
}

t.test('Fields of courses and completions are held to their tables and forms', async t => {
  const extra = { ...courses[0]!, localId: 'EXTRA', courseCode: 'EXTRA1' }
  for (const [change, codes] of [
    [{}, []], [{ fundingCategory: 'J5' }, []], [{ fundingCategory: 'J6' }, ['S33']], [{ fundingCategory: 'F5' }, ['S93']],
    [{ qualificationCode: 'g9999' }, []], [{ qualificationCode: 'NZ 738' }, ['S95']], [{ qualificationCode: 'NZ273' }, ['S95']],
    [{ courseClassification: 39 }, []],
    [{ courseClassification: '3.1' }, []], [{ courseClassification: '0' }, ['S34']], [{ courseClassification: '40' }, ['S34']],
    [{ nzscedFieldOfStudy: 40311 }, []], [{ nzscedFieldOfStudy: 'X' }, ['S35']],
    [{ levelOnTheNzQualificationsAndCredentialsFramework: 10 }, []], [{ levelOnTheNzQualificationsAndCredentialsFramework: 0 }, ['S36']],
    [{ courseCode: 'CARP2026' }, ['S37']], [{ courseCode: 'CARP1899' }, []], [{ credit: -1 }, ['S38']],
    [{ courseTuitionFee: 0.125 }, ['S38']],
    [{ courseEftsFactor: 0.00001 }, ['S39']], [{ courseEftsFactor: 0.0001 }, []], [{ courseEftsFactor: 4 }, []],
    [{ courseEftsFactor: 4.0001 }, ['S39']], [{ courseEftsFactor: 5 }, ['S39']], [{ learningHours: 0 }, ['S91']],
    [{ learningHours: 1 }, []], [{ learningHours: 20_001 }, ['S91']], [{ learningHours: 1e12 }, ['S38']], [{ credit: 999 }, []],
    [{ credit: 1000 }, ['S91']], [{ courseTuitionFee: 1e12 }, ['S38']],
    [{ pbrfEligibleCourseIndicator: 2, courseExemptionFromAmfm: 'N' }, []], [{ pbrfEligibleCourseIndicator: 'X' }, ['S76']],
    [{ courseExemptionFromAmfm: 0 }, ['S76']],
    ...[
      'courseClassification', 'nzscedFieldOfStudy', 'levelOnTheNzQualificationsAndCredentialsFramework', 'fundingCategory',
      'courseEftsFactor'
    ].map(name => [{ [name]: undefined }, ['S69']] as const),
    [{ courseCode: String(courses[2]!.courseCode).toLowerCase() }, ['S99']], [{ courseCode: ` ${String(courses[2]!.courseCode)}` }, ['S99']]
  ] as const) t.same(await found(t, { more: { courses: [{ ...extra, ...change }] } }), codes, JSON.stringify(change))

  for (const [change, codes] of [
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8, '8'].map(value => [{ studentCourseCompletionIndicator: value }, []] as const),
    [{ studentCourseCompletionIndicator: '02' }, []], [{ studentCourseCompletionIndicator: '12' }, ['S56']],
    [{ studentCourseCompletionIndicator: 9 }, ['S56']], [{ studentCourseCompletionIndicator: 'X' }, ['S56']],
    [{ studentCourseCompletionIndicator: undefined }, ['S57']], [{ studentCourseCompletionIndicator: '' }, ['S57']],
    [{ courseEndDate: '2028-01-01' }, ['S60']], [{ nationalStudentNumber: 0 }, ['748']], [{ courseStartDate: '1899-12-30' }, ['036']],
    [{ courseEndDate: undefined }, ['S71']], [{ pbrfCourseCompletionYear: 2026 }, []], [{ pbrfCourseCompletionYear: 2027 }, ['S89']],
    [{ pbrfCourseCompletionYear: 2024 }, ['S89']], [{ pbrfCourseCompletionYear: 0 }, []],
    [{ pbrfCourseCompletionYear: Number(String(enrolment.courseStartDate).slice(0, 4)) }, []],
    [{ pbrfCourseCompletionYear: Number(String(enrolment.courseStartDate).slice(0, 4)) - 1 }, ['S89']]
  ] as const) {
    // At a time when the course goes on.
    t.same(await found(t, { completion: change }, { at: '2026-01-12T09:00' }), codes, JSON.stringify(change))
  }
})

t.test('A completion is its enrolment\'s by the day in New Zealand, whatever the hour', async t => {
  const day = String(enrolment.courseStartDate).slice(0, 10)
  for (const [start, codes] of [
    [`${day}T00:00:00+13:00`, []], [`${day}T23:59:59+13:00`, []], [`${day}T00:00:00Z`, []], [day, []],
    [`${day}T12:00:00Z`, ['S03']]
  ] as const) {
    const results = (await found(t, { completion: { courseStartDate: start } })).filter(code => code !== 'S04')
    t.same(results, codes, start)
  }
})

t.test('Records that cannot be told apart are told of, once each', async t => {
  const again = (record: object) => ({ ...record, localId: 'AGAIN' })
  const qualification = {
    localId: 'Q1',
    ...ids,
    qualificationCode: enrolment.qualificationCode,
    yearRequirementsMet: 2026,
    qualificationCompletionDate: '2026-01-01'
  }
  t.same(await found(t, { more: { 'course-enrolments': [again(enrolment)] } }), ['S45'])
  t.same(await found(t, { more: { 'course-completions': [again(completion)] } }), ['S59'])
  t.same(await found(t, { more: { 'qualification-completions': [qualification, again(qualification)] } }), ['S63'])
  t.same(await found(t, { more: { learners: [{ ...again(learner), studentIdentificationCode: 'OTHER' }] } }), ['S22'])
  t.same(await found(t, { more: { learners: [again(learner)] } }), ['002'], 'the same learner twice is told of as that alone')
  t.same(await found(t, {
    more: { 'course-enrolments': [{ ...again(enrolment), courseStartDate: String(enrolment.courseStartDate).replace('T00', 'T09') }] }
  }), ['S45'], 'at another hour of the day')
})

t.test('What is completed belongs to a learner, by the number in every collection', async t => {
  const other = { ...learner, localId: 'L2', studentIdentificationCode: 'OTHER', nationalStudentNumber: 150_999_999 }
  const qualification = {
    localId: 'Q1',
    ...ids,
    qualificationCode: enrolment.qualificationCode,
    yearRequirementsMet: 2026,
    qualificationCompletionDate: '2026-01-01'
  }
  const withQualification = (change: object) => found(t, {
    more: { learners: [other], 'qualification-completions': [{ ...qualification, ...change }] }
  })
  t.same(await withQualification({}), [])
  t.same(await withQualification({ studentIdentificationCode: 'OTHER' }), ['S62'])
  t.same(await withQualification({ studentIdentificationCode: 'NOBODY' }), ['S81'])
  t.same(await withQualification({ studentIdentificationCode: 'NOBODY', nationalStudentNumber: 150_999_998 }), ['qual_comp_no_enrol'])
  t.same(await withQualification({ linkedQualificationForFeesFree: 'NZ-1' }), ['S97'])
  t.same(await withQualification({ qualificationCode: 'NZ-1' }), ['S96', 'imprecise_matches'])
  t.same(await withQualification({ nationalStudentNumber: 0 }), ['S61'])
  t.same(await withQualification({ irdNumber: '1' }), ['S64'])
  t.same(await withQualification({ irdNumber: '012-345-678' }), [])
  t.same(await withQualification({ yearRequirementsMet: 2028 }), ['S65'])
  t.same(await withQualification({ qualificationCode: 'NZ9999' }), ['imprecise_matches'])
  t.same(await withQualification({ qualificationCode: 'NZ9999', linkedQualificationForFeesFree: enrolment.qualificationCode }), [])
  t.same(await withQualification({ qualificationCode: 'G9999', linkedQualificationForFeesFree: enrolment.qualificationCode }), ['S66'])
  t.same(await withQualification({ nationalStudentNumber: 150_999_999, studentIdentificationCode: 'OTHER' }), ['qual_comp_no_enrol'])
  t.same(await withQualification({ yearRequirementsMet: undefined }), ['S72'])
  t.same(await withQualification({ qualificationCompletionDate: '2026-03-02' }), [], 'completed today')
  t.same(await withQualification({ qualificationCompletionDate: '2026-03-03' }), ['S74'], 'completed tomorrow')
  t.same(await withQualification({ qualificationCompletionDate: undefined, yearRequirementsMet: 2027 }), ['S18', 'S74'])
  t.same(await withQualification({ qualificationCompletionDate: '0001-01-01' }), ['S18', 'S65'])
  t.same(await found(t, { more: { learners: [other] }, completion: { studentIdentificationCode: 'OTHER' } }), ['S58'])
  t.same(await found(t, { completion: { studentIdentificationCode: 'NOBODY' } }), ['S80'])
})

t.test('Nobody completes what they withdrew from, or studies before they are born', async t => {
  const withdrawn = { studentsCourseWithdrawalDate: enrolment.courseStartDate }
  for (const [indicator, codes] of [[2, ['S82']], [3, []], [4, []]] as const) {
    t.same(await found(t, { enrolment: withdrawn, completion: { studentCourseCompletionIndicator: indicator } }), codes, String(indicator))
  }
  t.same(await found(t, { enrolment: { studentsCourseWithdrawalDate: '0001-01-01' } }), ['S06'], 'a withdrawal that is none')
  for (const [day, codes] of [[-1, []], [0, ['S84']], [1, ['S84']]] as const) {
    const birth = daysAfter(String(enrolment.courseStartDate).slice(0, 10), day)
    const without = { lastYearAtSecondarySchool: undefined, firstYearOfTertiaryEducation: undefined }
    const results = await found(t, { learner: { dateOfBirth: birth, ...without } })
    t.same(results.filter(code => code !== '102'), codes, birth)
  }
})

t.test('What is to come is told of, and codes that differ in case alone', async t => {
  const ends = String(enrolment.courseEndDate)
  t.ok(ends > '2026-03-03', 'it goes on')
  const withdrawn = (studentsCourseWithdrawalDate: string) => ({
    enrolment: { studentsCourseWithdrawalDate }, completion: { studentCourseCompletionIndicator: 4 }
  })
  t.same(await found(t, withdrawn('2026-03-02')), [])
  t.same(await found(t, withdrawn('2026-03-03')), ['S73'])
  t.same(await found(t, withdrawn(ends)), ['S73'])
  const twin = { ...learner, localId: 'L2', nationalStudentNumber: 150_999_999 }
  const code = String(learner.studentIdentificationCode)
  for (const other of [code.toLowerCase(), `${code} `]) {
    t.same(await found(t, { more: { learners: [{ ...twin, studentIdentificationCode: other }] } }), ['S98'], other)
  }
  t.same(await found(t, { more: { learners: [{ ...twin, studentIdentificationCode: `${code}X` }] } }), [])
  for (const [nationalStudentNumber, codes] of [[9_999_999_999, []], [10_000_000_000, ['S78']], [15_000_000_123, ['S78']]] as const) {
    const long = { ...twin, studentIdentificationCode: 'O', nationalStudentNumber }
    t.same(await found(t, { more: { learners: [long] } }), codes, String(nationalStudentNumber))
  }
})

t.test('A difference from the course, or from the register, names the members that differ and both values', async t => {
  const course = courses.find(isOf(enrolment))!
  const [differs] = await resultsOf(t, { enrolment: { fundingCategory: 'G2' } })
  t.equal(differs.errorDescription, `The course with courseCode "${course.courseCode as string}" has ` +
    `fundingCategory "${course.fundingCategory as string}" instead of "G2". Send what the course has.`)
  const results = await resultsOf(t, { more: { courses: [{ ...courses[0]!, courseTitle: 'Another' }] } })
  const title = results.find(it => it.errorCode === 'S13')
  t.match(title.errorDescription, 'courseCode "CARP101" is on TEC\'s course register with courseTitle "Carpentry in Practice" ' +
    'instead of "Another". Send')
  const [blank] = await resultsOf(t, { learner: { gender: ' ' } })
  t.match(blank.errorDescription, 'gender " " is not a known code. Use M')
})

/** An enrolment over some months of 2026 with its completion, both without anything else to find. */
const over = (courseStartDate: string, courseEndDate: string, courseEftsFactor: number, eftsByMonth: number[]): Changes => ({
  enrolment: { courseStartDate, courseEndDate, courseEftsFactor, eftsByMonth },
  completion: { courseStartDate, courseEndDate },
  course: { courseEftsFactor }
})

const months = (from: number, to: number, load: number) => Array.from({ length: 12 }, (_, month) => month >= from && month <= to ? load : 0)

t.test('Loads are spread in decimal arithmetic, and compared as they are written', async t => {
  for (const [changes, codes] of [
    [over('2026-02-16', '2026-06-26', 0.1667, months(1, 5, 0.0333)), []],
    [over('2026-02-16', '2026-06-26', 0.1667, months(1, 5, 0.03334)), ['S11']],
    [over('2026-02-16', '2026-06-26', 0.1667, months(1, 5, 0.0334)), ['S11']],
    [over('2026-01-05', '2026-03-26', 0.3, months(0, 2, 0.1)), []],
    [over('2026-01-05', '2026-03-26', 0.3, months(0, 2, 0.0999)), ['S11']],
    [over('2026-01-05', '2026-07-26', 0.7, months(0, 6, 0.1)), []],
    [over('2026-01-05', '2026-03-26', 0.1, months(0, 2, 0.0333)), []],
    [over('2026-01-05', '2026-02-26', 0.00039, months(0, 1, 0.0001)), ['S39', 'S51']],
    [over('2026-01-05', '2026-02-26', 0.00039, months(0, 1, 0.0002)), ['S11', 'S39', 'S51']],
    [over('2026-12-05', '2027-01-26', 0.2, months(11, 11, 0.1)), []]
  ] as const) {
    const { eftsByMonth, courseEftsFactor } = changes.enrolment as any
    t.same(await found(t, changes), codes, `${courseEftsFactor}: ${eftsByMonth}`)
  }
})

t.test('A number need not be verified for up to 0.03 EFTS of formal study', async t => {
  const unverified = { nationalStudentNumber: 160_000_002, nameIdCode: 'WILSO', dateOfBirth: '2005-01-09' }
  const number = { nationalStudentNumber: 160_000_002 }
  const load = (courseEftsFactor: number) => ({
    courseEftsFactor, eftsByMonth: months(1, 5, Math.floor(Math.round(courseEftsFactor * 1e4) / 5) / 1e4)
  })
  const study = { courseStartDate: '2026-02-16', courseEndDate: '2026-06-26' }
  const of = (one: number, two: number, change: object = {}, flags = {}) => found(t, {
    learner: unverified,
    enrolment: { ...number, ...study, ...load(one), ...change },
    course: { courseEftsFactor: one },
    completion: { ...number, ...study },
    more: {
      courses: [{ ...courses[1]!, localId: 'TWO', courseCode: 'TWO', courseEftsFactor: two }],
      'course-enrolments': [{
        ...enrolment, localId: 'TWO', ...number, ...study, ...load(two), courseCode: 'TWO', fundingCategory: courses[1]!.fundingCategory
      }]
    }
  }, flags)
  t.same(await of(0.001, 0.029), [], 'exactly 0.03, though 0.001 + 0.029 is more in binary')
  t.same(await of(0.01, 0.02), [])
  t.same(await of(0.0101, 0.02), ['S15'])
  t.same(await of(0.01, 0.01, { qualificationCode: 'G9999' }), ['S15'], 'a non-formal programme')
  t.same(await of(0.01, 0.01, { qualificationCode: 'G48017' }), ['S15'])
  t.same(await of(0.1, 0.1, { sourceOfFunding: '05' }), ['S15'])
  t.same(await of(0.1, 0.1, { sourceOfFunding: '05' }, { reading: 'star-learners=05' }), [], 'a STAR learner, by the other reading')
})

t.test('Ages are by the calendar', async t => {
  for (const [at, dateOfBirth, isFound] of [
    ['2026-03-02T09:00', '2021-03-02', false], ['2026-03-02T09:00', '2021-03-03', true],
    ['2026-03-02T09:00', '1925-03-03', false], ['2026-03-02T09:00', '1925-03-02', true],
    ['2028-02-29T09:00', '2023-02-28', false], ['2028-02-29T09:00', '2023-03-01', true],
    ['2028-02-28T09:00', '2020-02-29', false], ['2029-02-28T09:00', '2024-02-29', true], ['2029-03-01T09:00', '2024-02-29', false]
  ] as const) t.same((await found(t, { learner: { dateOfBirth } }, { at })).includes('102'), isFound, `born ${dateOfBirth}, on ${at}`)
})

t.test('Periods: in the return\'s year, and no longer than twelve months', async t => {
  const funded = { sourceOfFunding: '06' }
  const of = (courseStartDate: string, courseEndDate: string) => {
    const changes = over(courseStartDate, courseEndDate, 0, months(0, 0, 0))
    return found(t, { ...changes, enrolment: { ...changes.enrolment, ...funded } })
  }
  t.same(await of('2025-12-01', '2026-01-01'), [])
  t.same(await of('2025-12-01', '2025-12-31'), ['S48'])
  t.same(await of('2026-12-31', '2027-01-01'), [])
  t.same(await of('2027-01-01', '2027-06-01'), ['S48'])
  t.same(await of('2025-01-13', '2026-01-13'), [])
  t.same(await of('2025-01-13', '2026-01-14'), ['>_12months'])
  t.same(await of('2026-01-13', '2027-03-13'), [], 'begun in the year of the return')
  t.same(await of('2025-01-13', '2027-03-13'), [], 'ending in another')
  const backwards = await of('9999-01-01', '2026-06-01')
  t.notOk(backwards.includes('>_12months'), 'a period that ends before it begins is none')
})

t.test('Rules that TEC names by pairs that contradict each other', async t => {
  const paying = { tuitionFeePaidByInternationalFeePayingStudent: 100 }
  t.same(await found(t, { learner: paying, enrolment: { sourceOfFunding: '02' } }), ['S53'])
  t.same(await found(t, { learner: { ...paying, countryOfCitizenship: 'IND' }, enrolment: { sourceOfFunding: '02' } }), [])
  const resident = { residentialStatus: 'Y' }
  t.same(await found(t, { enrolment: resident }), ['S10'])
  t.same(await found(t, { learner: { countryOfCitizenship: 'IND' }, enrolment: resident }), [])
  t.same(await found(t, {
    learner: { countryOfCitizenship: 'IND' }, enrolment: { ...resident, intramuralExtramuralAttendance: '08' }
  }), ['S54'])
})

t.test('The actual course fee of a new learner\'s domestic enrolment is missed from August 2025 on', async t => {
  const isNew = { firstYearOfTertiaryEducation: 2026, mainActivityAt1OctoberInYearPriorToFormalEnrolment: '01' }
  const of = (learner: object, enrolment: object) => found(t, { learner, enrolment: { actualCourseFee: undefined, ...enrolment } })
  t.same(await of(isNew, {}), ['S46'])
  t.same(await of({ ...isNew, firstYearOfTertiaryEducation: 2025 }, {}), [])
  for (const sourceOfFunding of ['12', '20']) t.same(await of(isNew, { sourceOfFunding }), [], sourceOfFunding)
  const codes = (returnId: number) => resultsOf(t, {
    learner: { ...isNew, firstYearOfTertiaryEducation: 2025 }, enrolment: { actualCourseFee: undefined }
  }, {}, returnId).then(results => results.some(it => it.errorCode === 'S46'))
  t.same([await codes(202504), await codes(202508), await codes(202512)], [false, true, true])
})

t.test('Disability services are asked for in the April and the August return of 2025, and no more', async t => {
  const asked = (returnId: number, value?: number) =>
    resultsOf(t, { learner: { disabilityServicesAccessedIndicator: value } }, {}, returnId)
      .then(results => results.some(it => it.errorCode === 'S30'))
  t.same(
    [await asked(202412), await asked(202504), await asked(202504, 2), await asked(202508), await asked(202512), await asked(202602)],
    [false, true, false, true, false, false]
  )
})

t.test('The index may hold other names of the same person', async t => {
  const known = { nationalStudentNumber: 160_000_001, dateOfBirth: '2003-08-21' }
  const of = (nameIdCode: string, dateOfBirth = known.dateOfBirth) => found(t, {
    learner: { ...known, nameIdCode, dateOfBirth },
    enrolment: { nationalStudentNumber: 160_000_001 },
    completion: { nationalStudentNumber: 160_000_001 }
  })
  t.same(await of('TAMAH'), [])
  t.same(await of('WALKH'), [], 'an alternative')
  t.same(await of('FIFIH'), ['S14'])
  t.same(await of('WALKH', '2003-08-22'), ['S14'])
})

t.test('Readings: duplicates, numbers and funding of fees, descriptions, days of birth', async t => {
  const twice = { more: { learners: [{ ...learner, localId: 'L9' }] } }
  t.same((await resultsOf(t, twice)).map(it => it.localId), ['L9'])
  t.same(
    (await resultsOf(t, twice, { reading: 'duplicate-learners=each' })).map(it => [it.errorCode, it.localId]),
    [['002', learner.localId], ['002', 'L9']]
  )

  const paying = (sourceOfFunding: string, fee?: number): Changes => ({
    learner: { countryOfCitizenship: 'IND', tuitionFeePaidByInternationalFeePayingStudent: fee }, enrolment: { sourceOfFunding }
  })
  t.same(await found(t, paying('02')), ['362'])
  t.same(await found(t, paying('02', 0)), ['363'])
  t.same(await found(t, paying('02'), { reading: 'fee-rule-numbers=363' }), ['363'])
  t.same(await found(t, paying('02', 0), { reading: 'fee-rule-numbers=363' }), ['362'])
  for (const funding of ['12', '20']) {
    t.same(await found(t, paying(funding)), [])
    t.same(await found(t, paying(funding), { reading: 'international-funding=as-02' }), ['362'])
  }

  const [values] = await resultsOf(t, { learner: { gender: 'X' } })
  const [rule] = await resultsOf(t, { learner: { gender: 'X' } }, { reading: 'error-description=rule' })
  t.match(values.errorDescription, 'gender "X" is not a known code')
  t.equal(rule.errorDescription, 'gender must be M, F or D.')

  // At +11:30 until 1946, New Zealand was behind what is +12:00 now.
  const old = { dateOfBirth: '1926-03-02T00:00:00+12:00' }
  const isTooOld = async (flags: Flags, at: string) => (await found(t, { learner: old }, { at, ...flags })).includes('102')
  t.same([await isTooOld({}, '2027-03-01T09:00'), await isTooOld({ reading: 'date-of-birth=written' }, '2027-03-01T09:00')], [true, false])
})

t.test('A rule of the first pass says that its text is a guess; whose number is not public says so in the catalogue', async t => {
  const [result] = await resultsOf(t, { learner: { nationalStudentNumber: 0 } })
  t.equal(result.errorDescription, 'nationalStudentNumber 0 stands for no value. Send the number that the National Student Index issued. ' +
    'What TEC\'s rule 364 says is not public: this is the sandbox\'s guess.')
  const client = await openReturns(t)
  const rules = demand(await client.admin('GET', '/rules')).body as Array<Record<string, any>>
  for (const { id, code } of recordRules) {
    const { codeBasis, basis, mode, modeReason } = rules.find(it => it.id === id)!
    if (/^S\d/.test(code)) t.match(codeBasis, { inferred: /number/ }, id)
    // An inferred rule is an error only for a reason.
    if (mode === 'enforce' && 'inferred' in basis) t.match(modeReason, /.+; it is an error/, id)
  }
  t.equal(rules.filter(it => it.id.startsWith('sdr.') && it.mode === 'enforce' && 'inferred' in it.basis).length, 9)
})

t.test('A date that programs send for none is told of as what it is, and one that was left out as what may have been sent', async t => {
  const of = async (enrolment: object) => {
    const results = await resultsOf(t, { enrolment })
    return results.filter(it => it.fileType === 'Enrolment').map(it => `${it.errorCode} ${it.errorDescription}`)
  }
  const none = (value: string) => [`006 courseEndDate ${value} stands for no value.`]
  t.match((await of({ courseEndDate: '9999-12-31' }))[0], none('9999-12-31')[0])
  t.match((await of({ courseEndDate: '9999-12-31T23:59:59Z' }))[0], none('9999-12-31')[0])
  t.match((await of({ courseEndDate: '1900-01-01' }))[0], none('1900-01-01')[0])
  for (const courseEndDate of [undefined, '2026-02-30', '31/12/2026']) {
    t.match((await of({ courseEndDate }))[0],
      '006 courseEndDate is missing, or was something else than a date and time when it was uploaded.')
  }
  t.notMatch((await of({ courseEndDate: '9998-12-31' })).join(), '006', 'a day that is only far off is a day')
})

t.test('What asks for several members names those that are missing, one in the singular', async t => {
  const described = async (enrolment: object) =>
    (await resultsOf(t, { enrolment })).find(it => it.errorCode === 'S70')!.errorDescription as string
  t.match(await described({ residentialStatus: undefined }), 'residentialStatus is missing. Send it; the SDR asks for it.')
  t.match(await described({ residentialStatus: undefined, courseDeliverySite: ' ' }),
    'residentialStatus and courseDeliverySite are missing. Send them; the SDR asks for each.')
})

t.test('A course over the end of a year is reported alike in the returns of both', async t => {
  const client = await openReturns(t, { 'submission-token-lifetime': '100000h' })
  const over = {
    ...enrolment,
    localId: 'OVER',
    courseCode: courses[11]!.courseCode,
    courseStartDate: '2025-11-03T00:00:00+13:00',
    courseEndDate: '2026-03-27T00:00:00+13:00'
  }
  const told = async (returnId: number, changes: object) => {
    demand(await client.admin('POST', `/returns/${returnId}/open`, { eid: 9001, closes: '2030-01-01' }))
    const token = demand(await client.sdr('POST', `/token/${returnId}`)).body.submissionToken
    demand(await client.upload('learners', token, [learner]))
    demand(await client.upload('courses', token, courses))
    demand(await client.upload('course-enrolments', token, [{ ...over, ...changes }]))
    await validate(client, token)
    const { results } = demand(await client.sdr('GET', `/validation/${token}/results?pageSize=1000`)).body
    return results.filter((it: any) => it.errorCode === 'straddle_2years').map((it: any) => `${it.errorType} ${it.errorDescription}`)
  }
  t.same(await told(202512, {}), [], 'no other return has it')
  for (const [about, changes, differs] of [
    ['alike', {}, undefined],
    ['at another hour of the days', { courseEndDate: '2026-03-27T17:00:00+13:00' }, undefined],
    ['a day later', { courseEndDate: '2026-03-28' }, 'courseEndDate 2026-03-27'],
    ['of another factor', { courseEftsFactor: 0.0001 }, `courseEftsFactor ${String(enrolment.courseEftsFactor)}`],
    ['of another start, which is another enrolment', { courseStartDate: '2025-11-04', courseEndDate: '2026-03-28' }, undefined],
    ['within the year', { courseStartDate: '2026-01-05' }, undefined],
    ['of another number', { nationalStudentNumber: 150000999, courseEndDate: '2026-03-28' }, undefined]
  ] as const) {
    const found = await told(202602, changes)
    t.equal(found.length, differs === undefined ? 0 : 1, about)
    if (differs !== undefined) t.match(found[0], `was reported with ${differs} in return 202512.`)
  }
})

t.test('The actual course fee is missed of a learner who has changed qualification since an earlier year', async t => {
  const client = await openReturns(t, { 'submission-token-lifetime': '100000h' })
  const told = async (returnId: number, ...enrolments: object[]) => {
    demand(await client.admin('POST', `/returns/${returnId}/open`, { eid: 9001, closes: '2030-01-01' }))
    const token = demand(await client.sdr('POST', `/token/${returnId}`)).body.submissionToken
    demand(await client.upload('learners', token, [{ ...learner, firstYearOfTertiaryEducation: 2020 }]))
    demand(await client.upload('courses', token, courses))
    demand(await client.upload('course-enrolments', token, enrolments.map((it, n) => ({ ...enrolment, localId: `E${n}`, ...it }))))
    await validate(client, token)
    const { results } = demand(await client.sdr('GET', `/validation/${token}/results?pageSize=1000`)).body
    return results.filter((it: any) => it.errorCode === 'S46').map((it: any) => `${it.errorType} ${it.errorDescription}`)
  }
  const withoutFee = { actualCourseFee: undefined }
  const [own, other] = [enrolment.qualificationCode as string, 'NZ9999']
  t.same(await told(202602, withoutFee), [], 'nothing was reported of an earlier year')
  t.same(await told(202504, { qualificationCode: other, courseStartDate: '2025-02-17', courseEndDate: '2025-06-27' }), [])
  const goesOn = { qualificationCode: other, courseCode: courses[1]!.courseCode }
  for (const [about, enrolments, isMissed] of [
    ['changed, without a fee', [withoutFee], true],
    ['with a fee', [{ actualCourseFee: 0 }], false],
    ['international', [{ ...withoutFee, sourceOfFunding: '02' }], false],
    ['of source 12', [{ ...withoutFee, sourceOfFunding: '12' }], false],
    ['the same qualification', [{ ...withoutFee, qualificationCode: other.toLowerCase() }], false],
    ['another beside the one that goes on', [withoutFee, goesOn], false],
    ['of another number', [{ ...withoutFee, nationalStudentNumber: 150000999 }], false]
  ] as const) {
    const found = await told(202602, ...enrolments)
    t.same(found.length, isMissed ? 1 : 0, about)
    if (isMissed) {
      t.match(found[0], 'Error actualCourseFee is missing, and the learner with ' +
        `studentIdentificationCode "${String(learner.studentIdentificationCode)}" has changed from qualification "${other}" to ` +
        `qualificationCode "${own}" since an earlier year.`)
    }
  }
  t.same(await told(202504, { qualificationCode: own, courseStartDate: '2025-02-17', courseEndDate: '2025-06-27' }), [])
  t.same(await told(202602, withoutFee), [], 'the return of the earlier year was mended')
})
