import { signatureOf } from '../../src/tec/provider-based/submissions/signature.ts'
import type { Client } from '../harness.ts'
import { asSecondTeo, demand } from '../harness.ts'
import { faultless, record } from '../tec/provider-based/returns.ts'
import type { Row } from './known.ts'
import type { Request } from './requests.ts'

/** Whose request it is: a TEO, or the service user of accessplanit. */
export type Whose = 9001 | 9002 | 'accessplanit'

export interface Step { whose: Whose, method: string, path: string, body?: object }

export const credentials: Readonly<Record<Whose, Record<string, string>>> = {
  9001: { authorization: 'Bearer demo-token-9001', eid: '9001' },
  9002: asSecondTeo,
  accessplanit: { authorization: 'Bearer demo-api-key' }
}

const sdr = (whose: 9001 | 9002, method: string, path: string, body?: object): Step =>
  ({ whose, method, path: `/submissions/v1.0${path}`, ...(body && { body }) })
const platform = (method: string, path: string, body?: object): Step =>
  ({ whose: 'accessplanit', method, path: `/accessplan/${path}`, ...(body && { body }) })

const submissionToken = '{submissionToken}'

/** What is done before anything is fuzzed, as the fixture has nothing of it. What an earlier reply gave stands in braces. */
const steps: readonly Step[] = [
  // A submission that is Validated, with a run that found something to warn of or nothing at all.
  sdr(9002, 'POST', '/token/202602'),
  sdr(9002, 'PUT', '/courses', { submissionToken, content: [faultless] }),
  sdr(9002, 'POST', `/validation/${submissionToken}`),
  sdr(9002, 'GET', `/validation/${submissionToken}`),
  sdr(9001, 'GET', '/returns?includeIndicative=true'),
  sdr(9001, 'POST', '/user/register'),
  // One that is Pending, with a record of each kind.
  sdr(9001, 'POST', '/token/202602'),
  ...['learners', 'courses', 'course-enrolments', 'course-completions', 'qualification-completions']
    .map(name => sdr(9001, 'PUT', `/${name}`, { submissionToken, content: [record(name, 'L1')] })),
  // A basket that was booked, and so an invoice that is paid in part; one that is still open.
  platform('POST', 'apibasket/v2/basket/2001/5014/12'),
  platform('PUT', 'apibasket/v2/basket/{UniqueBasketID}/{BasketItemID}/users', ['2001']),
  platform('POST', 'apibasket/v2/basket/{UniqueBasketID}/complete'),
  platform('POST', 'api/v1/transactions', { InvoiceID: '{InvoiceID}', Amount: 100 }),
  platform('GET', 'api/v1/invoices/{InvoiceID}/items'),
  platform('GET', 'api/v1/companies/100/courses'),
  platform('POST', 'api/v2/Communication',
    { MappedIDType: 'User', MappedID: '2001', CommunicationTypeID: '-1', Subject: 'Hello', Body: 'Welcome' }),
  platform('POST', 'api/v2/Webhook', { Module: 'Venue', Url: 'http://127.0.0.1:9/' }),
  // Records that nothing else is about, so that they can be deleted; the webhook is told of the venue.
  platform('POST', 'api/v2/Venue', { Label: 'Boat shed', CompanyID: '100' }),
  platform('POST', 'api/v2/Category', { Label: 'Boats' }),
  platform('POST', 'api/v2/CompanyGroup', { Name: 'Boatbuilders' }),
  platform('POST', 'api/v2/Company', { Name: 'Tītī Boats Ltd' }),
  platform('POST', 'api/v2/User', { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' }),
  platform('POST', 'api/v2/Course', { Label: 'Sailing', CategoryIDs: ['2'] }),
  platform('POST', 'api/v2/CourseDate', { CourseID: '4001', StartDate: '2026-06-01T09:00:00', EndDate: '2026-06-01T16:00:00', Places: 5 }),
  platform('POST', 'apibasket/v2/basket/2002/5015/12'),
  platform('PUT', 'apibasket/v2/basket/{UniqueBasketID}/{BasketItemID}/users', ['2002'])
]

/** A record that the scene has met, and whose it is. */
export interface Met { whose: Whose, row: Row }

/** Plays the scene. Answers the requests, and every record that they sent or got. */
export async function play (client: Client): Promise<{ requests: Request[], met: Met[] }> {
  const given: Record<string, string> = {}
  const requests: Request[] = []
  const met: Met[] = []
  for (const step of steps) {
    const { whose, method, path, body } = JSON.parse(JSON.stringify(step)
      .replace(/\{(\w+)\}/g, (whole, name) => given[name] ?? whole)) as Step
    const request = {
      method,
      url: path,
      headers: { ...credentials[whose], ...(body && { 'content-type': 'application/json' }) },
      ...(body && { payload: JSON.stringify(body) })
    }
    const reply = demand(await client.inject(request as object))
    requests.push(request)
    for (const row of [...rowsIn(body), ...rowsIn(reply.body)].map(it => idNamed(it, path))) {
      met.push({ whose, row })
      Object.assign(given, Object.fromEntries(Object.entries(row).filter(([, value]) => typeof value !== 'object')))
    }
  }
  // The signature of an address is nowhere in a body by itself.
  const tokens = met.filter(({ row }) => typeof row.submissionToken === 'string')
  return {
    requests,
    met: [...met, ...tokens.map(({ whose, row: { submissionToken } }): Met =>
      ({ whose, row: { submissionToken, signature: signatureOf(client.sandbox, submissionToken as string) } }))]
  }
}

/** Version 2 calls the id of each module ID, and elsewhere by the module: UserID. */
const idNamed = ({ ID, ...row }: Row, path: string): Row => ID === undefined ? row : { [`${path.split('/').at(-1)}ID`]: ID, ...row }

/** Every object in a body, wherever in it. */
export const rowsIn = (body: unknown): Row[] => typeof body !== 'object' || body === null
  ? []
  : [...(Array.isArray(body) ? [] : [body as Row]), ...Object.values(body).flatMap(rowsIn)]
