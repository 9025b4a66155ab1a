import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { delegatePage, waitingListPage } from '../../sources.ts'
import { mustExist } from '../must-exist.ts'
import type { NameOf } from '../names.ts'

const delegateExists = mustExist('delegate.exists', 'A delegate', 'DelegateID', 'The path names it')

/** A user who is to become a delegate of a course, or to change as one. */
export interface DelegateFacts {
  userId: string
  user: object | undefined
  /** The status that the user has on the course already. */
  present: string | undefined
  status: string
  course: { status: string, maxPlaces: number, taken: number } | undefined
  /** Whether the delegate has a place after the request, and whether before. */
  takesPlace: boolean
  hadPlace: boolean
}

const delegateRule = ruleOver<DelegateFacts>()

const userOfDelegateExists = (nameOf: NameOf): Rule => delegateRule({
  id: 'delegate.user-exists',
  statement: 'A delegate is a user of the platform',
  field: 'UserID',
  basis: inferred('A delegate is a user on a course'),
  enforcedBecause: 'there is nobody to register otherwise',
  holds: ({ user }) => user !== undefined,
  compares: ({ userId }) => ({ [nameOf('userId')]: userId }),
  wouldPass: () => 'the id of a user of the platform'
})

const oneRecordEach = (nameOf: NameOf): Rule => delegateRule({
  id: 'delegate.one-per-user-and-course',
  statement: 'A user has one delegate record for a course',
  field: 'UserID',
  basis: delegatePage,
  holds: ({ present }) => present === undefined,
  compares: ({ userId, present }) => ({ [nameOf('userId')]: userId, 'status of the record': present }),
  wouldPass: () => 'a user who is not on the course, or a change of the record that there is'
})

const waitingListNeedsAvailable = (nameOf: NameOf): Rule => delegateRule({
  id: 'delegate.waiting-list-while-available',
  statement: 'A waiting list works while the course is Available',
  field: 'Status',
  basis: waitingListPage,
  needs: ['course'],
  holds: ({ status, present, course }) => status !== 'WaitingList' || present === 'WaitingList' || course.status === 'Available',
  compares: ({ status, course }) => ({ [nameOf('status')]: status, 'status of the course': course.status }),
  wouldPass: () => 'a course that is Available'
})

const placeIsFree = (nameOf: NameOf): Rule => delegateRule({
  id: 'delegate.place-free',
  statement: 'A delegate who takes a place finds one free',
  field: 'Status',
  basis: inferred('Places remaining are what delegates leave of the most places'),
  needs: ['course'],
  holds: ({ course, takesPlace, hadPlace }) => !takesPlace || hadPlace || course.taken < course.maxPlaces,
  compares: ({ status, course }) => ({ [nameOf('status')]: status, [nameOf('maxPlaces')]: course.maxPlaces, taken: course.taken }),
  wouldPass: () => `${nameOf('status')} WaitingList, or a course with places`
})

/** What a new delegate is held to, whoever writes it; `courseExists` says who named the course. */
export const registrationRules = (nameOf: NameOf, courseExists: Rule): readonly Rule[] =>
  [courseExists, userOfDelegateExists(nameOf), oneRecordEach(nameOf), waitingListNeedsAvailable(nameOf), placeIsFree(nameOf)]

/** What a change of a delegate is held to. */
export const delegateChangeRules = (nameOf: NameOf): readonly Rule[] =>
  [delegateExists, waitingListNeedsAvailable(nameOf), placeIsFree(nameOf)]
