import { inferred } from '../../../core/basis.ts'
import { everyOperation, reading, type Reading } from '../../../core/reading.ts'
import { overviewPage } from '../../sources.ts'

/** What a role lets a caller see and change. The vendor says only that it is what the user could in the platform. */

const unseen = inferred('The vendor says that a caller sees and edits what the user could in the platform, not what each role lets do')

export const roleRefusal = reading({
  id: 'role-refusal',
  sentence: 'The vendor\'s README names 403 for what roles and permissions do not let a caller do',
  source: inferred('For which calls was not seen; nor whether another\'s record is there at all for such a caller'),
  choices: {
    forbidden: 'a module, or a record, that is not for the caller\'s role is 403',
    missing: 'it is 404, as though it were not there',
    empty: 'asked for, it is an empty list; to change or delete it is 404'
  },
  usual: 'forbidden',
  why: 'It is the status that the README names',
  rules: ['role.sees-module', 'role.sees-record', 'role.own-basket'],
  refusing: 'forbidden'
})

export const roleOfNobody = reading({
  id: 'role-of-nobody',
  sentence: 'A caller sees and edits what the user could in the platform',
  source: inferred('What a user is who was given no role was not seen'),
  choices: { delegate: 'a user without a role is a delegate', administrator: 'a user without a role is an administrator' },
  usual: 'delegate',
  why: 'Who was given nothing should not see everybody\'s records',
  rules: ['role.sees-module', 'role.sees-record', 'role.changes', 'role.gives-rights', 'role.own-basket', 'role.books-for'],
  bearsOn: everyOperation
})

export const roleCourses = reading({
  id: 'role-courses',
  sentence: 'Customers and delegates book courses in the platform',
  source: unseen,
  choices: { all: 'they see all courses and their dates', own: 'they see those only that they, or people of their account, are on' },
  usual: 'all',
  why: 'Who books has to see what there is',
  rules: ['role.sees-record'],
  bearsOn: ['ListCourseRecords', 'ListCourseTemplateRecords', 'ListCourseDateRecords', 'ListCourseDateSessionRecords']
})

export const roleWrites = reading({
  id: 'role-writes',
  sentence: 'Customers and delegates have pages of their own in the platform',
  source: unseen,
  choices: {
    own: 'a delegate changes their own record, and a customer\'s manager the account, its users and their places on courses',
    none: 'they only read'
  },
  usual: 'own',
  why: 'The vendor\'s own client has a page where users change their own details',
  rules: ['role.changes']
})

export const roleProvider = reading({
  id: 'role-provider',
  sentence: 'The manager of a training provider runs its courses',
  source: unseen,
  choices: {
    own: 'of courses, bookings and invoices they see those of their own provider, and all customers',
    all: 'they see those of every provider on the platform'
  },
  usual: 'own',
  why: 'Training providers on one platform need not know of each other\'s trade',
  rules: ['role.sees-record'],
  bearsOn: [
    'ListCourseRecords', 'ListCourseDateRecords', 'ListUserRecords', 'ListCompanyRecords', 'ListInvoiceRecords', 'ListUserCourseDateRecords'
  ]
})

export const roleInVersion1 = reading({
  id: 'role-in-version-one',
  sentence: 'Version 1 is called as a user of the platform who has the right roles',
  source: overviewPage,
  choices: {
    any: 'whoever has a token sees and changes all; one who is not an administrator only gets a warning',
    administrator: 'only an administrator is let in; anybody else gets 401, as version 1 has no 403'
  },
  usual: 'any',
  why: 'Which roles are the right ones is not said',
  rules: ['role.administrator-in-version-one'],
  refusing: 'administrator'
})

export const roleReadings: readonly Reading[] = [roleRefusal, roleOfNobody, roleCourses, roleWrites, roleProvider, roleInVersion1]
