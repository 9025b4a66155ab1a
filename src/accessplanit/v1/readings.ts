import { inferred } from '../../core/basis.ts'
import { everyOperation, reading, type Reading } from '../../core/reading.ts'
import { coursePage, overviewPage } from '../sources.ts'

/** The sentences about version 1 that can be understood in more than one way. */

const lists = [
  'ListCourseDates', 'ListCourseTemplates', 'ListDelegates', 'ListDelegatesOfCourse', 'ListTrainers', 'ListVenues', 'ListInvoices',
  'ListInvoiceItems', 'ListTransactions', 'ListUsers', 'ListCompanies', 'ListCompanyGroups'
]

export const putLeavesOut = reading({
  id: 'put-leaves-out',
  sentence: 'Some fields are mandatory in a PUT',
  source: coursePage,
  choices: {
    kept: 'what else is left out, or is null, stays as it is',
    emptied: 'a PUT says all there is: what is left out is emptied, where it can be'
  },
  usual: 'kept',
  why: 'Were all replaced, more fields would have to be mandatory',
  rules: [],
  bearsOn: ['UpdateCourseDate', 'UpdateDelegate', 'UpdateInvoice', 'UpdateUser', 'UpdateCompany']
})

export const doubleSpaces = reading({
  id: 'double-spaces',
  sentence: 'Double spaces within the aims are not recognised when filtering',
  source: coursePage,
  choices: {
    stored: 'the stored text is compared with single spaces, so a filter with two finds nothing',
    both: 'both are compared with single spaces',
    never: 'a text with double spaces is never found'
  },
  usual: 'stored',
  why: 'It is the text that is said to have them',
  rules: [],
  bearsOn: ['ListCourseDates']
})

export const minPlaces = reading({
  id: 'min-places',
  sentence: 'The row of the fewest places has two blank cells more than the others',
  source: coursePage,
  choices: { optional: 'it may be left out', mandatory: 'it has to be given' },
  usual: 'optional',
  why: 'Where a field is mandatory, the page says so in a word',
  rules: [],
  bearsOn: ['CreateCourseDate', 'CreateCourseDateOfTemplate', 'UpdateCourseDate']
})

export const location = reading({
  id: 'location',
  sentence: 'The location is the alias of the venue or its label; its cell of validation is empty',
  source: coursePage,
  choices: { read: 'it is only read, and ignored in a body', written: 'it is written: it names a venue by alias or label' },
  usual: 'read',
  why: 'There is a call of its own that puts a course at a venue',
  rules: [],
  bearsOn: ['CreateCourseDate', 'CreateCourseDateOfTemplate', 'UpdateCourseDate']
})

export const assignmentReply = reading({
  id: 'assignment-reply',
  sentence: 'A venue or a trainer is assigned to a course with a POST',
  source: coursePage,
  choices: { 200: 'it answers 200 with the course', 201: 'it answers 201 with the course', 204: 'it answers 204, without a body' },
  usual: '200',
  why: 'The course is there already, and 201 is for a record that is created',
  rules: [],
  bearsOn: ['AssignVenue', 'AssignTrainer']
})

export const listWithoutTop = reading({
  id: 'list-without-top',
  sentence: 'A list has the records that there are',
  source: inferred('Whether version 1 has pages, and of what size, is not public'),
  choices: { hundred: 'without $top it has the first 100, as in version 2', all: 'without $top it has all' },
  usual: 'hundred',
  why: 'A list of everything would not do on a large platform, and version 2 has pages',
  rules: [],
  bearsOn: lists
})

export const acceptTie = reading({
  id: 'accept-tie',
  sentence: 'The default is JSON, and the header Accept can ask for XML',
  source: overviewPage,
  choices: { json: 'JSON where both are named with the same weight', first: 'the one that is named first' },
  usual: 'json',
  why: 'JSON is the default, and the header prefers neither',
  rules: [],
  bearsOn: everyOperation
})

export const unfilterableField = reading({
  id: 'unfilterable-field',
  sentence: 'A column of the table of fields says by which a list can be filtered',
  source: coursePage,
  choices: { empty: 'a filter by another field finds nothing, as by a name that no field has, with a warning', refused: 'it is refused' },
  usual: 'empty',
  why: 'The marks of that column are lost in the copies that can be read, and the vendor says that wrong names show as empty results',
  rules: [],
  bearsOn: lists
})

export const customFieldsAre = reading({
  id: 'custom-fields',
  sentence: 'Custom fields are shown for each feed; an older page says that they are only read',
  source: overviewPage,
  choices: {
    read: 'they are only read, and ignored in a body, with a warning',
    written: 'a body writes those that it names, as whatever their fields hold'
  },
  usual: 'read',
  why: 'It is what the page says, and no later one that can be read says otherwise',
  rules: [],
  bearsOn: [
    'CreateCourseDate', 'CreateCourseDateOfTemplate', 'UpdateCourseDate', 'RegisterDelegate', 'UpdateDelegate', 'UpdateInvoice',
    'LogTransaction', 'CreateUser', 'UpdateUser', 'CreateCompany', 'UpdateCompany'
  ]
})

export const v1Readings: readonly Reading[] = [
  putLeavesOut, doubleSpaces, minPlaces, location, assignmentReply, listWithoutTop, acceptTie, unfilterableField,
  customFieldsAre
]
