import { valid } from '../tec/work-based/bodies.ts'
import { ask, isRead, platform, tec, type Answer, type Client } from './kill-clients.ts'

/** Clients whose writes change several records at once: all of them or none. */

/** Requests one after the other, until one is refused; the last answer. */
async function inTurn (...requests: Array<() => Promise<Answer>>): Promise<Answer> {
  let answer: Answer = { status: 0, body: undefined }
  for (const request of requests) {
    answer = await request()
    if (answer.status >= 300) break
  }
  return answer
}

const workBased = '/work-submission-api/v1.0'
const v1 = '/accessplan/api/v1'
const v2 = '/accessplan/api/v2'
const basket = '/accessplan/apibasket/v2/basket'

/** The statuses of an agreement and its enrolment; none where there is none yet. */
async function statusesOf (url: string, n: number): Promise<unknown[]> {
  const agreement = await ask(url, 'GET', `${workBased}/training-agreements/KA${n}`, tec)
  const enrolment = await ask(url, 'GET', `${workBased}/enrolments/KE${n}`, tec)
  return [agreement.body.trainingAgreementStatus, enrolment.body.enrolmentStatus]
}

const isPaused = (status: unknown): boolean => status === 'Hold' || status === 'Grace'

const apprenticeships: Client = {
  name: 'apprenticeships',
  write: (url, n) => {
    const send = (method: string, path: string, body: object) => () => ask(url, method, `${workBased}${path}`, tec, body)
    const pauseDate = '2026-02-16'
    return inTurn(
      send('POST', '/learners', valid.learner(`KL${n}`)),
      send('POST', '/training-agreements', valid.agreement(`KA${n}`, `KL${n}`)),
      send('POST', '/enrolments', valid.enrolment(`KE${n}`, `KL${n}`, `KA${n}`)),
      send('POST', '/training-plans', valid.plan(`KP${n}`, `KA${n}`)),
      n % 2 === 0
        ? send('PUT', `/training-agreements/KA${n}/hold`, { pauseDate, onHoldReasonCode: 'PL' })
        : send('PUT', `/training-agreements/KA${n}/grace`, { pauseDate, graceReasonCode: 'RD' })
    )
  },
  async isThere (url, n) {
    const status = n % 2 === 0 ? 'Hold' : 'Grace'
    return (await statusesOf(url, n)).every(it => it === status)
  },
  async isWhole (url, n) {
    const [agreement, enrolment] = await statusesOf(url, n)
    return isPaused(agreement) === isPaused(enrolment)
  }
}

/** The ids of what a client made once, or for its how manieth write. */
const made = new Map<string, string>()

async function make (url: string, name: string, path: string, body: object, id: string): Promise<Answer> {
  const answer = await ask(url, 'POST', `${v1}${path}`, platform, body)
  if (answer.status < 300) made.set(name, answer.body[id])
  return answer
}

const course = {
  Status: 'Available',
  StartDate: '2026-04-08T09:00:00',
  EndDate: '2026-04-09T16:00:00',
  MaxPlaces: 10_000,
  NetCost: 100,
  CourseTemplateID: '4004'
}
const makeUser = (url: string, name: string) => () =>
  make(url, name, '/users', { Forenames: 'Mere', Surname: 'Ngata', MainAccountID: '201' }, 'UserID')
const makeCourse = (url: string, name: string) => async (): Promise<void> => {
  await make(url, name, '/coursedates', course, 'CourseDateID')
}

const delegates: Client = {
  name: 'delegates',
  prepare: (url) => makeCourse(url, 'course')(),
  write: (url, n) => inTurn(
    makeUser(url, `delegate ${n}`),
    () => ask(url, 'POST', `${v1}/coursedates/${made.get('course')}/delegates`, platform, { UserID: made.get(`delegate ${n}`) })
  ),
  isThere: (url, n) => isRead(url, `${v2}/UserCourseDate/${made.get(`delegate ${n}`)}~${made.get('course')}`, platform)
}

const rowsOf = async (url: string, path: string): Promise<any[]> => (await ask(url, 'GET', `${v2}/${path}`, platform)).body.results ?? []

const baskets: Client = {
  name: 'baskets',
  prepare: (url) => makeCourse(url, 'booked course')(),
  write: (url, n) => {
    const send = (method: string, path: string, body?: unknown) => ask(url, method, `${basket}/${path}`, platform, body)
    const user = () => made.get(`booker ${n}`)
    let item = ''
    return inTurn(
      makeUser(url, `booker ${n}`),
      async () => {
        const answer = await send('POST', `${user()}/${made.get('booked course')}/12`)
        item = `${answer.body.UniqueBasketID}/${answer.body.Items[0].BasketItemID}`
        return answer
      },
      () => send('PUT', `${item}/users`, [user()]),
      () => send('POST', `${item.split('/')[0]}/complete`)
    )
  },
  async isThere (url, n, { body: { BookingID, InvoiceID } }) {
    const [booking] = await rowsOf(url, `CourseDateBooking/${BookingID}`)
    const [delegate] = await rowsOf(url, `UserCourseDate/${made.get(`booker ${n}`)}~${made.get('booked course')}`)
    const invoices = await rowsOf(url, `Invoice/${InvoiceID}`)
    return booking.InvoiceIDs.join() === InvoiceID && String(delegate.CourseDateBookingID) === BookingID && invoices.length === 1
  },
  async isWhole (url, n) {
    const user = made.get(`booker ${n}`)
    if (user === undefined) return true
    const bookings = await rowsOf(url, `CourseDateBooking?${new URLSearchParams({ $filter: `UserID eq '${user}'` }).toString()}`)
    const delegates = await rowsOf(url, `UserCourseDate/${user}~${made.get('booked course')}`)
    if (bookings.length === 0) return delegates.length === 0
    const [{ ID, InvoiceIDs }] = bookings
    const invoices = await rowsOf(url, `Invoice/${InvoiceIDs[0]}`)
    return String(delegates[0]?.CourseDateBookingID) === ID && invoices.length === 1
  }
}

/** Each snapshot has what the one before it has, and so many more. */
const names = ['a', 'b', 'c'] as const
const recordsMore = 5
let lastRestored = 0

/** Which of the snapshots a sandbox is as; undefined for none. */
async function restoredTo (url: string): Promise<number | undefined> {
  const { body } = await ask(url, 'GET', `/sandboxes/two${v2}/Category?$filter=startswith(Label,'Of ')&$top=-1`, platform)
  const labels = ((body.results ?? []) as Array<{ Label: string }>).map(({ Label }) => Label).sort()
  const found = names.findIndex((_, n) => labels.join() === labelsUpTo(n).join())
  return found < 0 ? undefined : found
}

const labelsOf = (name: string): string[] => Array.from({ length: recordsMore }, (_, n) => `Of ${name} ${n}`)
const labelsUpTo = (n: number): string[] => names.slice(0, n + 1).flatMap(labelsOf).sort()

const restores: Client = {
  name: 'restores',
  async prepare (url) {
    await ask(url, 'POST', '/__admin/sandboxes', {}, { id: 'two' })
    for (const name of names) {
      for (const Label of labelsOf(name)) await ask(url, 'POST', `/sandboxes/two${v2}/Category`, platform, { Label })
      await ask(url, 'POST', '/sandboxes/two/__admin/snapshots', {}, { id: name })
    }
  },
  async write (url, n) {
    const answer = await ask(url, 'POST', `/sandboxes/two/__admin/snapshots/${names[n % 3]}/restore`)
    lastRestored = n
    return answer
  },
  // The next restore may have been kept, too, though nobody was told.
  isThere: async (url, n) => n < lastRestored || [n % 3, (n + 1) % 3].includes(await restoredTo(url) ?? -1),
  isWhole: async (url) => await restoredTo(url) !== undefined
}

export const ofSeveralRecords: readonly Client[] = [apprenticeships, delegates, baskets, restores]
