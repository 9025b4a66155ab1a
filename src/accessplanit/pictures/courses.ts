import { daysAfter } from '../../core/civil-date.ts'
import type { CourseOfDays, Drawing, Entry, PictureScene, Subject, Tone } from '../../http/pictures.ts'
import { courseFigures } from './course-figures.ts'
import {
  countCourses, findCourse, findCourseOfBasket, findCourseOfInvoice, findCourseOfItem, listCourses, listCoursesBetween, listTrainersOf,
  type PicturedCourse
} from './store.ts'
import { dayOf, inDollars, placesInWords } from './words.ts'

/** The calendar of courses, and each of them with who is on it. */

export const coursePictures: Drawing = {
  list ({ db, today }, { search, limit }) {
    const wanted = { search: search.toLowerCase() }
    return { total: countCourses(db, wanted) ?? 0, subjects: listCourses(db, { ...wanted, today, limit }).map(subjectOf) }
  },
  overview: calendarOf,
  draw (scene, id) {
    const course = findCourse(scene.db, id)
    if (!course) return undefined
    const request = scene.made(makingCourses, course.id).at(-1)?.id
    const trainers = listTrainersOf(scene.db, course.id).map(({ name }) => name).join(', ')
    return {
      id: course.id,
      title: course.name,
      facts: [
        { name: 'Course', value: course.id, request },
        {
          name: 'On',
          value: [...new Set([dayOf(course.startDate), dayOf(course.endDate)])].join(' to ')
        },
        { name: 'Status', value: course.status },
        ...course.venue ? [{ name: 'At', value: course.venue }] : [],
        ...trainers ? [{ name: 'Taught by', value: trainers }] : [],
        { name: 'Price', value: `${inDollars(course.netCost)} and ${inDollars(course.tax)} tax` },
        { name: 'Waiting list', value: course.waitingListType }
      ],
      figures: courseFigures(scene, course)
    }
  },
  rows: {
    courseDate: ({ id }) => String(id),
    session: ({ courseDateId }) => String(courseDateId),
    delegate: ({ courseDateId }) => String(courseDateId),
    basketItem: ({ courseDateId }) => String(courseDateId),
    basketItemUser: ({ item }, db) => findCourseOfItem(db, Number(item)),
    basket: ({ id }, db) => findCourseOfBasket(db, Number(id)),
    invoice: ({ id }, db) => findCourseOfInvoice(db, String(id)),
    invoiceItem: ({ invoiceId }, db) => findCourseOfInvoice(db, String(invoiceId)),
    payment: ({ invoiceId }, db) => findCourseOfInvoice(db, String(invoiceId))
  }
}

const makingCourses = [
  'CreateCourseDate',
  'CreateCourseDateOfTemplate',
  'UpdateCourseDate',
  'AssignVenue',
  'AssignTrainer',
  'CreateCourseDateRecord',
  'UpdateCourseDateRecord'
]

const subjectOf = (course: PicturedCourse): Subject => ({
  id: course.id,
  name: course.name,
  about: [dayOf(course.startDate), course.status, placesInWords(course)].join(' · ')
})

const shownBack = 62
const shownAhead = 186
const mostShown = 1000

function calendarOf ({ db, today, made }: PictureScene): CourseOfDays {
  const courses = listCoursesBetween(db, daysAfter(today, -shownBack), daysAfter(today, shownAhead), mostShown)
  const free = courses.filter(({ status, startDate }) => status === 'Available' && dayOf(startDate) >= today)
  return {
    kind: 'calendar',
    title: 'The calendar of courses',
    says: `${courses.length} courses from two months ago to half a year ahead; ${free.length} of them can still be booked.`,
    today,
    entries: courses.map(course => entryOf(course, made(makingCourses, course.id).at(-1)?.id))
  }
}

const tones: Readonly<Record<string, Tone>> = {
  Available: 'going',
  FullyBooked: 'pressing',
  Provisional: 'waiting',
  OnHold: 'paused',
  InProgress: 'going',
  Completed: 'done',
  Cancelled: 'over',
  Failed: 'over'
}

const entryOf = (course: PicturedCourse, request: string | undefined): Entry => ({
  key: course.id,
  tone: course.status === 'Available' && course.taken >= course.maxPlaces ? 'pressing' : tones[course.status] ?? 'plain',
  from: dayOf(course.startDate),
  to: dayOf(course.endDate),
  name: course.name,
  about: [course.id, course.venue].filter(it => it).join(', '),
  status: course.status,
  taken: course.taken,
  of: course.maxPlaces,
  waiting: course.waiting,
  subject: course.id,
  request
})
