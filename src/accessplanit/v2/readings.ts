import { inferred } from '../../core/basis.ts'
import { everyOperation, reading, type Reading } from '../../core/reading.ts'
import type { Binds } from '../platform/binding.ts'
import { developerPage, vendorClient } from '../sources.ts'

/** The sentences about version 2 that can be understood in more than one way. */

/** The modules of which records are made. */
const written = [
  'Category', 'Communication', 'Company', 'CompanyGroup', 'Course', 'CourseDate', 'Transaction', 'User', 'UserCourseDate', 'Venue',
  'Webhook'
]

export const upsertMatch = reading({
  id: 'upsert-match',
  sentence: 'A POST creates a record, or updates the one that there is',
  source: developerPage,
  choices: { external: 'one with the same ID, else one with the same ExternalID', id: 'only one with the same ID' },
  usual: 'external',
  why: 'Who sends records of another system knows them by the ids of that',
  rules: [],
  bearsOn: written.map(module => `Create${module}Record`)
})

export const selectOnWrite = reading({
  id: 'select-on-write',
  sentence: 'What builds the requests of the vendor\'s own client can put $select on a call that writes',
  source: inferred('No screen of that client sends it, and what it does there was not seen'),
  choices: {
    selected: 'the reply has the members that it names, and the ID',
    whole: 'the reply has all members, and a warning says that the option was ignored'
  },
  usual: 'selected',
  why: 'It is what the option does everywhere else, and who sends it reads no other members',
  rules: [],
  bearsOn: [
    ...written.map(module => `Create${module}Record`),
    ...[...written, 'CourseDateBooking', 'CourseDateSession', 'Invoice'].map(module => `Update${module}Record`),
    ...written.filter(module => module !== 'Transaction').map(module => `Delete${module}Record`)
  ]
})

export const rulesOfVersion1 = reading({
  id: 'rules-of-version-one',
  sentence: 'The pages of version 1 say what the fields of a course, a user and an account are held to',
  source: inferred('What version 2 holds its fields to was not seen'),
  choices: { warned: 'in version 2 that is only warned of', refused: 'it is refused in version 2, too' },
  usual: 'warned',
  why: 'No source says it of version 2',
  rules: [
    'course-date.start-before-end', 'course-date.end-after-advertised-start', 'course-date.advertised-start-before-end',
    'course-date.max-places-positive', 'course-date.min-places-positive', 'course-date.min-within-max-places',
    'course-date.company-is-training-provider', 'user.email-form', 'user.phone-form', 'company.email-form', 'company.main-contact-exists'
  ]
})

export const bindsVersion2: Binds = ask => ask(rulesOfVersion1) === 'refused'

export const requiredOfNew = reading({
  id: 'required-of-new',
  sentence: 'Version 1 demands an end and places of a new course, and an account of a new user',
  source: inferred('What version 2 demands was not seen; the end may be null in the vendor\'s own client'),
  choices: {
    little: 'version 2 does without: the end follows from the duration, there are 10 places, and the user is of no account',
    'as-version-1': 'version 2 demands them, too'
  },
  usual: 'little',
  why: 'No source says it of version 2',
  rules: [],
  bearsOn: ['CreateCourseDateRecord', 'CreateUserRecord']
})

export const eLearningStates = reading({
  id: 'e-learning-states',
  sentence: 'The completion and the success of a course that is taken by oneself are each one of three, which have the numbers 1, 2 and 4',
  source: vendorClient,
  choices: { numbers: 'a reply has the number', words: 'a reply has the word, such as Complete; a filter takes either, whichever it is' },
  usual: 'numbers',
  why: 'They are the only values of a list that the vendor\'s own client reads with their numbers, and it takes no words for them',
  rules: [],
  bearsOn: ['ListUserCourseDateELearningRecords', 'GetUserCourseDateELearningRecord']
})

export const emptyValues = reading({
  id: 'empty-values',
  sentence: 'Some members change their type when they hold nothing',
  source: inferred('A comment in the vendor\'s own client says so, and not which members do, nor what they are then'),
  choices: {
    typed: 'what has no value is null, and a list is empty',
    texts: 'a date, a number, a truth, a list and a text without a value are each an empty text'
  },
  usual: 'typed',
  why: 'Nobody could say which members, and a client that reads what is typed reads both',
  rules: [],
  bearsOn: everyOperation
})

export const v2Readings: readonly Reading[] = [
  upsertMatch, selectOnWrite, rulesOfVersion1, requiredOfNew, eLearningStates, emptyValues
]
