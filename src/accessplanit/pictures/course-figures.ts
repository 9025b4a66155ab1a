import { dayAfter } from '../../core/civil-date.ts'
import { bar, mark } from '../../http/picture-marks.ts'
import type { Count, Figure, Item, Lane, PictureScene, Tone } from '../../http/pictures.ts'
import { basketsOf, invoicesOf, listOf, requestFor } from './course-lists.ts'
import {
  listBasketsWith, listDelegatesOf, listInvoicesFor, listSessionsOf, type PicturedBasket, type PicturedCourse, type PicturedDelegate,
  type PicturedInvoice
} from './store.ts'
import { dayOf, inDollars, placesInWords } from './words.ts'

/** A course as pictures: its places, its days, and who is on it, waits, is about to book, or owes for it. */
export function courseFigures (scene: PictureScene, course: PicturedCourse): Figure[] {
  const delegates = listDelegatesOf(scene.db, course.id)
  const baskets = listBasketsWith(scene.db, course.id)
  const invoices = listInvoicesFor(scene.db, course.id)
  const isWaiting = ({ status }: PicturedDelegate) => status === 'WaitingList'
  return [
    placesOf(course, baskets),
    daysOf(scene, course, delegates, invoices),
    listOf(scene, course, 'Delegates', delegates.filter(it => !isWaiting(it))),
    ...delegates.some(isWaiting) ? [listOf(scene, course, 'Waiting list', delegates.filter(isWaiting))] : [],
    ...baskets.length > 0 ? [basketsOf(scene, course, baskets)] : [],
    ...invoices.length > 0 ? [invoicesOf(scene, invoices)] : []
  ]
}

function placesOf (course: PicturedCourse, baskets: readonly PicturedBasket[]): Figure {
  const { taken, maxPlaces, minPlaces, waiting } = course
  const booking = baskets.filter(it => it.isComplete === 0).flatMap(({ assigned }) => assigned?.split(', ') ?? []).length
  const row = (name: string, tone: Tone, count: number, unit: string, about = ''): Count => ({ key: name, tone, name, about, count, unit })
  const isFull = taken >= maxPlaces
  return {
    kind: 'counts',
    title: 'Places',
    says: `${placesInWords(course)}; it takes place from ${minPlaces} on.`,
    groups: [{
      name: 'Places',
      note: '',
      rows: [
        { ...row('Taken', isFull ? 'pressing' : 'going', taken, 'places', isFull ? 'it is full' : ''), of: maxPlaces },
        { ...row('Free', 'plain', Math.max(0, maxPlaces - taken), 'places'), of: maxPlaces },
        row('Waiting', 'waiting', waiting, 'people'),
        row('In open baskets', 'paused', booking, 'people', 'not booked yet')
      ]
    }]
  }
}

function daysOf (
  scene: PictureScene, course: PicturedCourse, delegates: readonly PicturedDelegate[], invoices: readonly PicturedInvoice[]
): Figure {
  const { today, db } = scene
  const [from, to] = [dayOf(course.startDate), dayOf(course.endDate)]
  const tone = course.status === 'Cancelled' ? 'over' : to < today ? 'done' : 'going'
  const words = { label: course.status, says: `The course is ${course.status}` }
  const sessions = listSessionsOf(db, course.id).map(({ id, name, startDate }) => mark(
    `session ${id}`, 'plain', dayOf(startDate), { label: name, says: `Session ${name}` }, { isToCome: dayOf(startDate) > today }))
  const own = bar('course', tone, from, words, { to: dayAfter(to), isToCome: from > today })
  const lanes: Lane[] = [
    { name: 'Course', about: course.venue ?? '', level: 0, items: [own] },
    { name: 'Sessions', about: '', level: 1, items: sessions },
    { name: 'Registered', about: '', level: 1, items: delegates.map(it => registrationOf(scene, course, it)) },
    { name: 'Invoices', about: '', level: 1, items: invoices.flatMap(it => invoiceMarks(scene, it)) }
  ]
  return { kind: 'time line', title: 'Days', says: `From ${from} to ${to}.`, today, lanes: lanes.filter(({ items }) => items.length > 0) }
}

const delegateTones: Readonly<Record<string, Tone>> = {
  Booked: 'going',
  Completed: 'done',
  Attended: 'done',
  WaitingList: 'waiting',
  Provisional: 'waiting',
  Unconfirmed: 'waiting',
  Cancelled: 'over',
  NoAttend: 'over'
}

function registrationOf (scene: PictureScene, course: PicturedCourse, delegate: PicturedDelegate): Item {
  const { userId, status, dateRegistered } = delegate
  const label = delegate.name || userId
  const words = { label, says: `${label} is ${status}` }
  return mark(userId, delegateTones[status] ?? 'plain', dayOf(dateRegistered), words, { request: requestFor(scene, course, delegate) })
}

function invoiceMarks ({ made, today }: PictureScene, invoice: PicturedInvoice): Item[] {
  const { id, reference, bookingId, status, gross } = invoice
  const request = made(['CompleteBasket'], bookingId).at(-1)?.id
  const due = dayOf(invoice.dateDue)
  const isDue = { label: `${reference} is due`, says: `${reference} of ${inDollars(gross)} is due; it is ${status}` }
  const isRaised = { label: reference, says: `Invoice ${reference} of ${inDollars(gross)}` }
  return [
    mark(`invoice ${id}`, 'plain', dayOf(invoice.dateGenerated), isRaised, { request }),
    mark(`due ${id}`, status === 'Paid' ? 'done' : 'pressing', due, isDue, { isToCome: due > today, request })
  ]
}
