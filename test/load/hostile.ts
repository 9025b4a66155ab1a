import { gzipSync } from 'node:zlib'
import { record } from '../tec/provider-based/returns.ts'
import type { Sent, Watched } from './server.ts'

/** What is sent alone, to see for how long it holds the server; `prepare` is done before and does not count. */
export interface Hostile {
  readonly name: string
  /** That it is answered with. */
  readonly status: number
  prepare? (server: Watched): Promise<Partial<Sent>>
  readonly sent: Sent | (() => Sent)
}

export const tec = { authorization: 'Bearer demo-token-9001', eid: '9001' }
export const platform = { authorization: 'Bearer demo-api-key' }

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const xml = { ...platform, 'content-type': 'application/xml' }
const mib = 1024 * 1024

const v1User = (name: string, body: () => string, status = 400): Hostile =>
  ({ name, status, sent: () => ({ method: 'POST', path: '/accessplan/api/v1/users', headers: xml, body: body() }) })

const upload = (name: string, content: () => string, { isPacked = false, status = 400 } = {}): Hostile => ({
  name,
  status,
  sent: () => {
    const body = Buffer.from(`{"submissionToken":"x","content":${content()}}`)
    const packed = isPacked && { 'content-encoding': 'gzip' }
    const headers = { ...tec, ...json, ...packed }
    return { method: 'PUT', path: '/submissions/v1.0/learners', headers, body: isPacked ? gzipSync(body) : body }
  }
})

const learner = (name: string, body: () => string, status = 400): Hostile => ({
  name, status, sent: () => ({ method: 'POST', path: '/work-submission-api/v1.0/learners', headers: { ...tec, ...json }, body: body() })
})

const list = (name: string, option: string, text: string, status = 400, of = 'v2/User'): Hostile => ({
  name, status, sent: { method: 'GET', path: `/accessplan/api/${of}?${option}=${encodeURIComponent(text)}`, headers: platform }
})

/** What is looked for in a long text, in each of whose places it is nearly there. */
const nearlyAlike = (name: string, filter: string): Hostile => ({
  ...list(`Filter: ${name} that is nearly alike`, '$filter', filter, 200),
  prepare: server => server.ask('PUT', '/accessplan/api/v2/User/2001', { Address: 'a'.repeat(60_000) }, platform)
})

/** As many conditions as a filter has room for, of what has to be worked out. */
const workedOut = (of: string, field: string, count: number, value = (n: number) => `${100_000 + n}`): Hostile =>
  list(`Filter: ${of} by ${field}`, '$filter', many(count, n => `${field} eq ${value(n)}`, ' or '), 200, of)

const written = (name: string, path: string, body: () => string, status = 400, headers: object = platform): Hostile =>
  ({ name, status, sent: () => ({ method: 'POST', path, headers: { ...json, ...headers }, body: body() }) })

const strangers = (of: string, status = 400): Hostile =>
  written(`Members: 19,000 unknown to ${of}`, `/accessplan/api/${of}`, () => `{${many(19_000, n => `"Forename${n}":1`, ',')}}`, status)

/** The name of a member, in as many ways as its letters can be written. */
const inCase = (name: string, n: number): string =>
  [...name].map((letter, at) => n >> at & 1 ? letter.toUpperCase() : letter.toLowerCase()).join('')

const many = (count: number, one: (n: number) => string, between = ''): string =>
  Array.from({ length: count }, (_, n) => one(n)).join(between)

/** Bodies and addresses that only somebody who means harm sends. They need no state. */
export const inputs: readonly Hostile[] = [
  v1User('XML: 100,000 elements of different names', () => `<User>${many(100_000, n => `<a${n}/>`)}</User>`, 413),
  v1User('XML: 100,000 elements of one name', () => `<User>${'<a/>'.repeat(100_000)}</User>`, 413),
  v1User('XML: 100,000 processing instructions', () => `<User>${'<?a b?>'.repeat(100_000)}</User>`, 413),
  v1User('XML: 60,000 attributes', () => `<User ${many(60_000, n => `a${n}="1"`, ' ')}/>`, 413),
  v1User('XML: 500,000 attributes without a value', () => `<User ${'a '.repeat(500_000)}/>`, 413),
  v1User('XML: 30,000 namespaces', () => `<User ${many(30_000, n => `xmlns:n${n}="urn:${n}"`, ' ')}/>`, 413),
  v1User('XML: &amp; 200,000 times', () => `<User><FirstName>${'&amp;'.repeat(200_000)}</FirstName></User>`, 413),
  v1User('XML: &#65; 170,000 times', () => `<User><FirstName>${'&#65;'.repeat(170_000)}</FirstName></User>`, 413),
  v1User('XML: 100,000 levels', () => `<User>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</User>`, 413),
  v1User('XML: 1 MB of comments that begin', () => `<User a="${'<!--'.repeat(260_000)}"/>`, 413),
  v1User('XML: 100,000 comments', () => `<User>${'<!-- -->'.repeat(100_000)}</User>`, 413),
  v1User('XML: 80,000 sections of text', () => `<User>${'<![CDATA[]]>'.repeat(80_000)}</User>`, 413),
  v1User('XML: one text of 1 MB', () => `<User><FirstName>${'a'.repeat(mib - 100)}</FirstName></User>`, 413),
  // As much as is let through.
  v1User('XML: 1,900 elements of different names', () => `<User>${many(1_900, n => `<a${n}></a${n}>`)}</User>`),
  v1User('XML: 3,900 elements without an end tag', () => `<User>${'<a/>'.repeat(3_900)}</User>`),
  v1User('XML: 3,900 processing instructions', () => `<User>${'<?a b?>'.repeat(3_900)}</User>`),
  v1User('XML: 65,000 attributes without a value', () => `<User ${'a '.repeat(65_000)}/>`),
  v1User('XML: 9,000 attributes', () => `<User ${many(9_000, n => `a${n}="1"`, ' ')}/>`),
  v1User('XML: 5,000 namespaces', () => `<User ${many(5_000, n => `xmlns:n${n}="urn:${n}"`, ' ')}/>`),
  v1User('XML: &amp; 19,000 times', () => `<User><FirstName>${'&amp;'.repeat(19_000)}</FirstName></User>`),
  v1User('XML: 1,900 levels', () => `<User>${'<a>'.repeat(1_900)}${'</a>'.repeat(1_900)}</User>`),
  v1User('XML: one text of 125 KB', () => `<User><FirstName>${'a'.repeat(125 * 1024)}</FirstName></User>`),
  v1User('XML: one attribute of 125 KB', () => `<User a="${'a'.repeat(125 * 1024)}"/>`),
  learner('JSON: 1 MB of brackets', () => '['.repeat(mib - 100)),
  learner('JSON: 500,000 lists in one another', () => `${'['.repeat(500_000)}${']'.repeat(500_000)}`),
  learner('JSON: 60,000 unknown members', () => `{${many(60_000, n => `"a${n}":1`, ',')}}`, 413),
  learner('JSON: 19,000 unknown members', () => `{${many(19_000, n => `"${'a'.repeat(40)}${n}":1`, ',')}}`),
  learner('JSON: 19,000 members of one name', () => `{${many(19_000, () => '"a":1', ',')}}`),
  learner('JSON: 330,000 empty objects', () => `[${many(330_000, () => '{}', ',')}]`, 413),
  learner('JSON: one text of 1 MB', () => `{"learnerLocalId":"${'a'.repeat(mib - 100)}"}`, 413),
  learner('JSON: one text of 170,000 escapes', () => `{"learnerLocalId":"${'\\u0041'.repeat(170_000)}"}`, 413),
  learner('JSON: one text of 500,000 quotation marks', () => `{"learnerLocalId":"${'\\"'.repeat(500_000)}"}`, 413),
  upload('Upload of 500 records with 55 members', () =>
    `[${many(500, n => `{"localId":"${n}",${many(52, m => `"member${m}":1234`, ',')}}`, ',')}]`),
  upload('Upload of 500 records with texts of 15 KB', () =>
    `[${many(500, n => `{"localId":"${n}","nameIdCode":"${'a'.repeat(15_000)}"}`, ',')}]`),
  upload('Upload of 500 records, valid', () =>
    `[${many(500, n => JSON.stringify(record('learners', `L${n}`)), ',')}]`),
  upload('Upload of 500 records with 50 unknown members each', () =>
    `[${many(500, n => `{${many(50, i => `"${'ā'.repeat(20)}${n}x${i}":1`, ',')}}`, ',')}]`),
  upload('gzip: 500 records with texts of 15 KB', () =>
    `[${many(500, n => `{"localId":"${n}","nameIdCode":"${'a'.repeat(15_000)}"}`, ',')}]`, { isPacked: true }),
  upload('Upload of 8 MB of unknown members', () => `[{${many(400_000, n => `"member${n}":1234`, ',')}}]`, { status: 413 }),
  upload('Upload of one text of 60 MB', () => `[{"localId":"${'a'.repeat(60_000_000)}"}]`, { status: 413 }),
  upload('Upload of 60 MB of blanks', () => `[${' '.repeat(60_000_000)}]`, { status: 413 }),
  upload('Upload of 500 records with texts of 120 KB', () =>
    `[${many(500, n => `{"localId":"${n}","nameIdCode":"${'a'.repeat(120_000)}"}`, ',')}]`, { status: 413 }),
  upload('gzip: 20 million empty objects', () => `[${'{},'.repeat(20_000_000)}{}]`, { isPacked: true, status: 413 }),
  upload('gzip: 3 million unknown members of one object', () =>
    `[{${many(3_000_000, n => `"m${n}":1`, ',')}}]`, { isPacked: true, status: 413 }),
  upload('gzip: 30 million numbers', () => `[${'0,'.repeat(30_000_000)}0]`, { isPacked: true, status: 413 }),
  upload('gzip: one text of 60 MB', () => `[{"localId":"${'a'.repeat(60_000_000)}"}]`, { isPacked: true, status: 413 }),
  upload('gzip: 60 MB of blanks', () => `[${' '.repeat(60_000_000)}]`, { isPacked: true, status: 413 }),
  upload('gzip: 200 MB', () => `[${' '.repeat(200_000_000)}]`, { isPacked: true, status: 413 }),
  list('Filter: one text of 100 KB', '$filter', `Forenames eq '${'a'.repeat(100_000)}'`, 431),
  list('Filter: one text of 15 KB', '$filter', `Forenames eq '${'a'.repeat(15_000)}'`),
  nearlyAlike('texts of 1,200 in one of 60,000', many(8, () => `contains(Address,'${'a'.repeat(1_200)}b')`, ' or ')),
  nearlyAlike('a text of 9,000 at the end of one of 60,000', `endswith(Address,'${'a'.repeat(9_000)}b')`),
  written('JSON: one text of 1 MiB', '/accessplan/api/v2/Company', () => `{"Name":"${'漢'.repeat(340_000)}"}`, 413),
  written('JSON: a record with 15 texts of 65 KB', '/accessplan/api/v2/Company', () =>
    `{"Name":"x",${many(15, n => `"${['Town', 'County', 'Postcode'][n] ?? `Note${n}`}":"${'é'.repeat(32_500)}"`, ',')}}`, 413),
  list('Filter: brackets', '$filter', `${'('.repeat(2_400)}ID eq 1${')'.repeat(2_400)}`),
  list('Filter: conditions', '$filter', many(600, n => `ID eq ${n}`, ' or '), 200),
  list('Filter: nots', '$filter', `${'not '.repeat(2_400)}ID eq 1`),
  list('Filter: names', '$filter', many(600, n => `a${n} eq 1`, ' or '), 200),
  list('Filter: quotation marks', '$filter', `Forenames eq '${"'".repeat(5_000)}'`, 200),
  workedOut('v2/User', 'ActiveInvoicesCount', 280),
  workedOut('v2/Invoice', 'Status', 480, n => `'p${n}'`),
  workedOut('v2/Invoice', 'Outstanding', 400),
  workedOut('v2/CourseDate', 'SpacesLeft', 400),
  workedOut('v1/coursedates', 'PlacesRemaining', 300),
  list('Ordering: 1,800 names', '$orderby', many(1_800, n => `a${n}`, ','), 200),
  list('Selection: 1,800 names', '$select', many(1_800, n => `a${n}`, ','), 200),
  ...['v2/User', 'v2/Course', 'v2/CourseDate', 'v2/Company', 'v1/coursedates'].map(of => strangers(of)),
  written('Members: 19,000 unknown to v2/User, which has what it needs', '/accessplan/api/v2/User', () =>
    `{"Forenames":"A","Surname":"B",${many(19_000, n => `"Forename${n}":1`, ',')}}`, 201),
  written('Members: one in 19,000 ways to write it', '/work-submission-api/v1.0/training-agreements', () =>
    `{${many(19_000, n => `"${inCase('trainingAgreementLocalId', n)}":"1"`, ',')}}`, 400, tec),
  {
    name: 'A form of 50,000 members',
    status: 413,
    sent: () => ({ method: 'POST', path: '/oauth2/access_token', headers: form, body: many(50_000, n => `a${n}=1`, '&') })
  },
  {
    name: 'A form of 19,000 members',
    status: 401,
    sent: () => ({ method: 'POST', path: '/oauth2/access_token', headers: form, body: many(19_000, n => `a${n}=1`, '&') })
  },
  {
    name: 'A company with an email of 60 KB of dots',
    status: 201,
    sent: () => ({
      method: 'POST',
      path: '/accessplan/api/v2/Company',
      headers: { ...platform, ...json },
      body: JSON.stringify({ Name: 'C', Email: `a@${'.'.repeat(60_000)}@` })
    })
  }
]
