import type { Test } from 'tap'
import { watch } from '../../data.ts'
import { open, type Client, type Headers } from '../../harness.ts'

/** The demo platform, to which the service user's API key is the key. */
export interface Platform extends Client {
  /** The record of an id. */
  read (module: string, id: string): Promise<any>
  /** What a query of a module finds, all options as they are: `find('User', { $top: '1' })`. */
  find (module: string, options?: Record<string, string>): Promise<any[]>
}

/** Version 2 held to all that the pages of version 1 say. */
export const asVersion1 = { reading: 'rules-of-version-one=refused,required-of-new=as-version-1,phone-form=strict' }

/** The warnings of a reply, readable. */
export const toldBy = ({ headers }: { headers: Record<string, unknown> }): string[] =>
  decodeURI(String(headers['sandbox-warnings'] ?? '')).split(', ').filter(Boolean)

export async function openPlatform (t: Test, flags: Record<string, string> = {}): Promise<Platform> {
  const client = await open(t, { fixture: 'demo', ...flags })
  const { v2 } = client
  const results = async (path: string): Promise<any[]> => {
    const { status, body, text } = await v2('GET', path)
    if (status !== 200) throw new Error(text)
    return body.results
  }
  return {
    ...client,
    read: async (module, id) => (await results(`${module}/${id}`))[0],
    find: (module, options = {}) => results(`${module}?${new URLSearchParams(options).toString()}`)
  }
}

export const form = (fields: Record<string, string>): [body: string, headers: Headers] =>
  [new URLSearchParams(fields).toString(), { 'content-type': 'application/x-www-form-urlencoded' }]

/** A call that is refused, and what is to be said: the rules that are broken, and the members that messages are under. */
export interface Refusal {
  status: number
  rules?: string
  members: string[]
}

/** Asserts that a call of version 2 is refused as it should be, and that nothing is written. */
export async function isRefused (
  t: Test, platform: Platform, [method, path, body]: readonly [string, string, unknown?], { status, rules, members }: Refusal
): Promise<void> {
  const written = watch(platform.sandbox)
  const reply = await platform.v2(method, path, body)
  const name = `${method} ${path} ${JSON.stringify(body) ?? ''}`
  t.strictSame(
    [reply.status, reply.headers['sandbox-rules'], Object.keys(reply.body.errors ?? {})], [status, rules, members], `${name} is refused`
  )
  t.strictSame(written(), {}, 'and nothing is written')
}

/** All modules that the sandbox has. */
export const moduleNames = [
  'Category', 'Communication', 'Company', 'CompanyGroup', 'Course', 'CourseDate', 'CourseDateBooking', 'CourseDateSession',
  'CourseTemplate', 'Invoice', 'InvoiceItem', 'Transaction', 'User', 'UserCourseDate', 'UserCourseDateClass', 'UserCourseDateELearning',
  'UserCourseDateWeb', 'Venue', 'Webhook', 'WebhookInstance'
]

/** A booking with an invoice of 640.00 and 96.00 tax, by the first user of the demo platform. */
export async function book (platform: Platform, courseDateId = '5014'): Promise<{ BookingID: string, InvoiceID: string }> {
  const { body: { UniqueBasketID, Items: [{ BasketItemID }] } } = await platform.basket('POST', `2001/${courseDateId}/12`)
  await platform.basket('PUT', `${UniqueBasketID}/${BasketItemID}/users`, ['2001'])
  return (await platform.basket('POST', `${UniqueBasketID}/complete`)).body
}

/** Puts a course into the basket of a user and assigns people to it; answers the basket. */
export async function fill (platform: Platform, user: string, course: string, people: string[] = []): Promise<any> {
  const { body } = await platform.basket('POST', `${user}/${course}/12`)
  if (people.length === 0) return body
  return (await platform.basket('PUT', `${body.UniqueBasketID}/${body.Items.at(-1).BasketItemID}/users`, people)).body
}
