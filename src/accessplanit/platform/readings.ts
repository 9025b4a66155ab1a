import { inferred } from '../../core/basis.ts'
import { everyOperation, reading, type Reading } from '../../core/reading.ts'
import { coursePage, userPage, vendorClient, waitingListPage } from '../sources.ts'

/** The sentences about the platform, whichever version asks, that can be understood in more than one way. */

export const endAfterAdvertisedStart = reading({
  id: 'end-after-advertised-start',
  sentence: 'The end date of a course must be after its advertised start date',
  source: coursePage,
  choices: {
    literal: 'an end that is not after the advertised start is refused',
    slip: 'the start date is meant, so such an end is only warned of'
  },
  usual: 'literal',
  why: 'It is what the page says, and advertising that begins after the end would be of no use',
  rules: ['course-date.end-after-advertised-start'],
  refusing: 'literal'
})

export const startBeforeEnd = reading({
  id: 'start-before-end',
  sentence: 'The start date of a course must be before its end date',
  source: coursePage,
  choices: {
    strict: 'two equal dates are refused',
    'one-day': 'two equal dates without a time are one day, and only warned of'
  },
  usual: 'strict',
  why: 'The fields hold a date and a time, and a course that ends when it starts takes no time',
  rules: ['course-date.start-before-end']
})

export const dateOfBirth = reading({
  id: 'user-date-of-birth',
  sentence: 'The date of birth of a user must be in the future',
  source: userPage,
  choices: { past: 'the past is meant; a date in the future is warned of', future: 'a date in the past is refused' },
  usual: 'past',
  why: 'Nobody is born in the future, so it must be a slip',
  rules: ['user.date-of-birth-past'],
  refusing: 'future'
})

/** After which a course is FullyBooked, or not. */
const ofAvailability = [
  'UpdateCourseDate', 'UpdateCourseDateRecord', 'RegisterDelegate', 'UpdateDelegate', 'CreateUserCourseDateRecord',
  'UpdateUserCourseDateRecord', 'DeleteUserCourseDateRecord', 'CompleteBasket'
]

export const waitingListDefault = reading({
  id: 'waiting-list-default',
  sentence: 'The waiting list of a course is Default, Enabled or Disabled',
  source: vendorClient,
  choices: { none: 'Default is none: a full course is FullyBooked', platform: 'Default is the platform\'s own setting, which has one' },
  usual: 'none',
  why: 'Courses of a real platform are FullyBooked, which one with a waiting list never is',
  rules: ['basket.can-be-booked'],
  bearsOn: ['AddBasketItem', 'GetCoursesPackage', 'CourseDatesHandler', ...ofAvailability]
})

export const basketStatus = reading({
  id: 'basket-status',
  sentence: 'A course that is FullyBooked cannot be put in a basket',
  source: waitingListPage,
  choices: {
    open: 'nor can one that is Cancelled, Completed or Failed; any other can',
    available: 'only one that is Available can'
  },
  usual: 'open',
  why: 'The page speaks only of FullyBooked; a Provisional course may well be booked',
  rules: ['basket.not-fully-booked', 'basket.can-be-booked'],
  bearsOn: ['AddBasketItem', 'CourseDatesHandler']
})

export const invoiceTarget = reading({
  id: 'invoice-target',
  sentence: 'An invoice is addressed to a company, or to a user',
  source: inferred('The vendor\'s own client lists what one owes by the id of the user, and others\' invoices have a company'),
  choices: {
    own: 'who books for nobody else is addressed, and so is who belongs to no company; else the company of who books',
    company: 'the company of who books is addressed, or, where there is none, who books',
    booker: 'who books is addressed'
  },
  usual: 'own',
  why: 'One who pays for oneself would look for the invoice among one\'s own, and one who books for others does it for a company',
  rules: [],
  bearsOn: ['CompleteBasket']
})

export const platformLists = reading({
  id: 'platform-lists',
  sentence: 'The title and the country of a user must exist in the platform',
  source: userPage,
  choices: { any: 'others than those of the sandbox are warned of', shipped: 'they are refused' },
  usual: 'any',
  why: 'The administrators of a platform make the lists, and those of a real one are not known',
  rules: ['user.title-exists', 'user.country-exists'],
  refusing: 'shipped'
})

export const phoneForm = reading({
  id: 'phone-form',
  sentence: 'A phone number must be valid, and may have an extension',
  source: userPage,
  choices: {
    loose: 'whatever has three digits is taken; an unusual form is warned of',
    strict: '4 to 25 of 0-9 ( ) . - + and spaces, with an extension of 1 to 6 digits; anything else is refused'
  },
  usual: 'loose',
  why: 'The page does not say what is valid, and people write numbers in many ways',
  rules: ['user.phone-form']
})

export const looseValues = reading({
  id: 'loose-values',
  sentence: 'Some values are texts or one of a list, and others are True or False',
  source: coursePage,
  choices: {
    read: 'a value of a list in another case, a truth in quotation marks and a number for a text are read, with a warning',
    refused: 'they are refused'
  },
  usual: 'read',
  why: 'What .NET reads bodies with usually takes them',
  rules: [],
  bearsOn: everyOperation
})

export const looseFilters = reading({
  id: 'loose-filters',
  sentence: 'A filter compares with a text in quotation marks or with a number',
  source: inferred('The vendor\'s own client doubles no quotation mark within a text, and writes a decimal comma where its machine does'),
  choices: { read: 'such a filter is read as it is meant, with a warning', refused: 'it is refused' },
  usual: 'read',
  why: 'The vendor\'s own client sends it; what is answered was not seen',
  rules: [],
  bearsOn: everyOperation
})

export const absentEmail = reading({
  id: 'absent-email',
  sentence: 'A user, or an account, may have no email address',
  source: inferred('A client works on each user\'s Email as a text, without a look whether there is one, as it does for other members'),
  choices: { empty: 'it is an empty text then', null: 'it is null then; a filter finds it as what it is shown as' },
  usual: 'empty',
  why: 'That client works, and null would end it',
  rules: [],
  bearsOn: [
    'ListUserRecords', 'GetUserRecord', 'CreateUserRecord', 'UpdateUserRecord', 'DeleteUserRecord',
    'ListCompanyRecords', 'GetCompanyRecord', 'CreateCompanyRecord', 'UpdateCompanyRecord', 'DeleteCompanyRecord',
    'GetBasket', 'AddBasketItem', 'RemoveBasketItem', 'AssignUsers', 'UnassignUser',
    'ListUsers', 'GetUser', 'CreateUser', 'UpdateUser', 'ListCompanies', 'GetCompany', 'CreateCompany', 'UpdateCompany', 'ListTrainers'
  ]
})

export const platformReadings: readonly Reading[] = [
  endAfterAdvertisedStart, startBeforeEnd, dateOfBirth, waitingListDefault, basketStatus, invoiceTarget, platformLists, phoneForm,
  looseValues, looseFilters, absentEmail
]
