import { inferred } from '../../../core/basis.ts'
import { exists } from '../../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quote } from '../../query/reader.ts'
import { delegatePage, waitingListPage } from '../../sources.ts'
import { mustExist } from '../must-exist.ts'
import type { NameOf } from '../names.ts'

const delegateExists = (nameOf: NameOf): Rule => mustExist('delegate.exists', 'delegate', nameOf('id'), 'The path names it', {
  where: () => 'on the course', remedy: `Register the user on the course first, or check ${nameOf('id')}.`
})

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

const userOfDelegateExists = (nameOf: NameOf): Rule => exists<DelegateFacts>({
  id: 'delegate.user-exists',
  noun: 'user',
  field: nameOf('userId'),
  basis: inferred('A delegate is a user on a course'),
  enforcedBecause: 'there is nobody to register otherwise',
  failure: 'unacceptable',
  key: ({ userId }) => userId,
  found: ({ user }) => user
})

const delegateRule = ruleOver<DelegateFacts>()

const oneRecordEach = (nameOf: NameOf): Rule => delegateRule({
  id: 'delegate.one-per-user-and-course',
  statement: 'A user must have no more than one delegate record for a course',
  field: nameOf('userId'),
  basis: delegatePage,
  holds: ({ present }) => present === undefined,
  compares: ({ userId, present }) => ({ [nameOf('userId')]: userId, 'status of the record': present }),
  refusal: ({ userId, present }) => `User ${quote(userId)} is already on the course (${present}).`,
  wouldPass: () => 'Update that delegate instead, or register another user.'
})

const waitingListNeedsAvailable = (nameOf: NameOf): Rule => delegateRule({
  id: 'delegate.waiting-list-while-available',
  statement: 'A course must be Available for anybody to join its waiting list',
  field: nameOf('status'),
  basis: waitingListPage,
  needs: ['course'],
  holds: ({ status, present, course }) => status !== 'WaitingList' || present === 'WaitingList' || course.status === 'Available',
  compares: ({ status, course }) => ({ [nameOf('status')]: status, 'status of the course': course.status }),
  refusal: ({ course }) => `${nameOf('status')} "WaitingList" needs a course that is Available; this one is ${course.status}.`,
  wouldPass: ({ course, hadPlace }) => hadPlace || course.taken < course.maxPlaces
    ? `Choose a course that is Available, or another ${nameOf('status')}.`
    : 'Choose a course that is Available; no place is free on this one.'
})

const waitingListNeedsFullCourse = (nameOf: NameOf): Rule => delegateRule({
  id: 'delegate.waiting-list-while-full',
  statement: 'A course must have no free place for anybody to wait for one',
  field: nameOf('status'),
  basis: inferred('Who waits longest gets a place that is free, so nobody waits while there is one'),
  needs: ['course'],
  holds: ({ status, present, course }) => status !== 'WaitingList' || present === 'WaitingList' ||
    course.status !== 'Available' || course.taken >= course.maxPlaces,
  compares: ({ status, course }) => ({ [nameOf('status')]: status, [nameOf('maxPlaces')]: course.maxPlaces, taken: course.taken }),
  refusal: ({ course: { maxPlaces, taken } }) =>
    `${nameOf('status')} is "WaitingList", and ${maxPlaces - taken} of ${maxPlaces} places are free, so that who waits gets one.`,
  wouldPass: () => `Use ${nameOf('status')} "Booked".`
})

const placeIsFree = (nameOf: NameOf): Rule => delegateRule({
  id: 'delegate.place-free',
  statement: 'A course must have a free place for a delegate who takes one',
  field: nameOf('status'),
  basis: inferred('Places remaining are what delegates leave of the most places'),
  needs: ['course'],
  holds: ({ course, takesPlace, hadPlace }) => !takesPlace || hadPlace || course.taken < course.maxPlaces,
  compares: ({ status, course }) => ({ [nameOf('status')]: status, [nameOf('maxPlaces')]: course.maxPlaces, taken: course.taken }),
  refusal: ({ status, course: { maxPlaces, taken } }) =>
    `${nameOf('status')} ${quote(status)} takes a place, and none is free: ${nameOf('maxPlaces')} is ${maxPlaces}, and ${taken} are taken.`,
  wouldPass: ({ course, present }) => course.status === 'Available' || present === 'WaitingList'
    ? `Use ${nameOf('status')} "WaitingList", or choose a course with free places.`
    : `Choose a course with free places; this one is ${course.status}, and nobody can join its waiting list.`
})

/** What a new delegate is held to, whoever writes it, and what a change of one; `courseExists` says who named the course. */
export function delegateRules (nameOf: NameOf, courseExists: Rule): { create: readonly Rule[], update: readonly Rule[] } {
  const places = [waitingListNeedsAvailable(nameOf), waitingListNeedsFullCourse(nameOf), placeIsFree(nameOf)]
  return {
    create: [courseExists, userOfDelegateExists(nameOf), oneRecordEach(nameOf), ...places],
    update: [delegateExists(nameOf), ...places]
  }
}
