import { promoteWaiting } from '../../platform/bookings/availability.ts'
import { delegateKind } from '../../platform/bookings/kinds.ts'
import { courseDateKind } from '../../platform/courses/kinds.ts'
import { courseDateExists, templateExists as templateMustExist } from '../../platform/courses/rules.ts'
import { namesIn } from '../../platform/names.ts'
import type { RuledKind } from '../../platform/record.ts'
import { courseDates, delegates } from './feeds.ts'

const nameOf = namesIn(courseDates.fields, { courseId: 'CourseTemplateID' })

export const templateExists = templateMustExist(nameOf('courseId'))

/** A course is always written with its status, so all that its places change is who waits. */
export const courseDate: RuledKind = {
  ...courseDateKind(nameOf),
  after: promoteWaiting
}

export const delegate = delegateKind(namesIn(delegates.fields, { id: 'DelegateID', maxPlaces: nameOf('maxPlaces') }), courseDateExists)
