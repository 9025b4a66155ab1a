import t, { type Test } from 'tap'
import { modules } from '../../src/accessplanit/v2/modules/modules.ts'
import { book, openPlatform, toldBy, type Platform } from './v2/v2.ts'

/** Fields that administrators add while a platform runs, in every feed of version 1 and every module of version 2 that can have some. */

const types = { boolean: true, dateTime: '2026-05-05T05:05:05', number: 41, text: 'Tea' } as const

type Types = Array<[type: keyof typeof types, value: unknown]>

interface Feed {
  readonly module: string
  /** A record in version 2, where it is a module of that, and in version 1. */
  readonly id: string
  readonly path: string
  /** How version 1 writes it, if it does; what makes it again is a POST. */
  readonly write?: [method: 'PUT' | 'POST', path: string, body: object]
}

const course = { Status: 'Available', MaxPlaces: 12, StartDate: '2026-03-04T09:00:00', EndDate: '2026-03-06T16:30:00' }

/** The nine feeds of version 1. */
const feeds: readonly Feed[] = [
  { module: 'Course', id: '4001', path: '/companies/100/courses' },
  { module: 'CourseDate', id: '5014', path: '/coursedates?$top=-1', write: ['PUT', '/coursedates/5014', course] },
  { module: 'UserCourseDate', id: '2001~5001', path: '/delegates?$top=-1', write: ['PUT', '/coursedates/5001/delegates/2001~5001', {}] },
  { module: 'Trainer', id: '601', path: '/trainers' },
  { module: 'Venue', id: '501', path: '/venues' },
  { module: 'Company', id: '201', path: '/companies', write: ['PUT', '/companies/201', {}] },
  { module: 'User', id: '2001', path: '/users?$top=-1', write: ['PUT', '/users/2001', { Forenames: 'Hana', Surname: 'Walker' }] },
  { module: 'Invoice', id: '1001', path: '/invoices', write: ['PUT', '/invoices/1001', {}] },
  { module: 'Transaction', id: '1001', path: '/transactions', write: ['POST', '/transactions', { InvoiceID: '1001', Amount: 100 }] }
]

async function platformWith (t: Test, { module }: Feed, flags: Record<string, string> = {}): Promise<Platform> {
  const platform = await openPlatform(t, flags)
  await book(platform)
  await platform.v1('POST', '/transactions', { InvoiceID: '1001', Amount: 500 })
  for (const type of Object.keys(types)) {
    const { status, body } = await platform.admin('POST', '/custom-fields', { module: module.toUpperCase(), label: `Own ${type}`, type })
    t.match([status, body], [201, { module, label: `Own ${type}`, type, name: `CF_Own_${type}` }])
  }
  return platform
}

const ofTypes = Object.entries(types) as Types

/** What version 1 is to show, and to be sent. */
const listed = ofTypes.map(([type, value]) => ({ Name: `Own_${type}`, Value: value }))

const inVersion1 = async ({ v1 }: Platform, { path, id }: Feed): Promise<any> =>
  (await v1('GET', path)).body.find((it: object) => Object.values(it)[0] === id)

for (const feed of feeds.filter(({ module }) => module !== 'Trainer')) {
  t.test(`A field that is added to ${feed.module} shows in version 2, wherever its records do`, async t => {
    const before = await openPlatform(t)
    const filter = '$filter=CF_Own_boolean eq true'
    const early = await before.v2('GET', `${feed.module}?${filter}`)
    t.strictSame([early.status, early.body.results, toldBy(early)], [200, [], ['ignored-member:CF_Own_boolean']], 'nothing before')

    const platform = await platformWith(t, feed)
    const { v2, find, read } = platform
    for (const { name } of modules.filter(it => tableOf(it.name) === tableOf(feed.module))) {
      const { body } = await platform.inject({
        url: `/accessplan/apihelp/v2/modules/${name}`, headers: { authorization: 'Bearer demo-api-key' }
      })
      t.strictSame(body.filter((it: any) => it.Custom && it.Label.startsWith('Own ')).map((it: any) => [it.Name, it.Type]), [
        ['CF_Own_boolean', 'Boolean'], ['CF_Own_dateTime', 'DateTime'], ['CF_Own_number', 'Decimal'], ['CF_Own_text', 'String']
      ], `the help of ${name} lists it`)
      const [record] = await find(name, { $top: '1' })
      const values = record ? ofTypes.map(([type]) => record[`CF_Own_${type}`]) : none
      t.strictSame(values, none, `and so do the records of ${name}`)
    }
    const own = Object.fromEntries(ofTypes.map(([type, value]) => [`CF_Own_${type}`, value]))
    const written = await v2('PUT', `${feed.module}/${feed.id}`, own)
    t.match([written.status, written.body, toldBy(written)], [200, own, []])
    t.match(await read(feed.module, feed.id), own, 'a single read')
    t.strictSame(await find(feed.module, { $filter: 'CF_own_boolean eq true', $select: 'cf_own_text,CF_Own_number' }), [
      { CF_Own_text: 'Tea', CF_Own_number: 41 }
    ], 'a filter and a selection')
    for (const filter of ["contains(CF_Own_text, 'TEA')", 'CF_Own_number gt 40', 'CF_Own_dateTime lt 2026-05-06']) {
      t.equal((await find(feed.module, { $filter: filter })).length, 1, filter)
    }
    t.strictSame(ownOf(await inVersion1(platform, feed)), listed, 'and version 1 shows it')
  })
}

const tableOf = (module: string): string => modules.find(it => it.name === module)!.from.split(' ')[0]!

const none = [null, null, null, null]

const ownOf = ({ CustomFields }: any): object[] => CustomFields.filter(({ Name }: any) => Name.startsWith('Own_'))

for (const feed of feeds) {
  t.test(`Version 1 reads the custom fields of its feed of ${feed.module}, and writes them if the reading says so`, async t => {
    const { path, write } = feed
    const read = await platformWith(t, feed)
    t.ok((await read.v1('GET', path)).body.every((it: any) => Array.isArray(it.CustomFields)), 'each record has a list')
    if (!write) return
    const [method, where, body] = write
    const json = { ...body, CustomFields: listed }
    const passedOver = await read.v1(method, where, json)
    t.match([passedOver.status < 300, toldBy(passedOver)], [true, ['ignored-member:CustomFields']], 'which is only read')
    t.strictSame(ownOf(passedOver.body), [])

    const platform = await platformWith(t, feed, { reading: 'custom-fields=written' })
    const { v1 } = platform
    const both = await v1(method, where, { ...body, customfields: [...listed, { name: 'Nothing', value: 1 }] })
    t.strictSame([both.status < 300, toldBy(both)], [true, ['ignored-member:CustomFields.Nothing']])
    t.strictSame(ownOf(both.body), listed)
    const one = await v1(method, where, { ...body, CustomFields: [{ Name: 'own text', Value: 'Coffee' }] })
    t.ok(one.body.CustomFields.some((it: any) => it.Name === 'Own_text' && it.Value === 'Coffee'), 'by its label in any case')
    if (method === 'PUT') t.equal(ownOf(one.body).length, 4, 'and the others stay')

    const members = [...Object.entries(body), ['CustomFields', listed.map(({ Name, Value }) =>
      `<CustomField><Name>${Name}</Name><Value>${String(Value)}</Value></CustomField>`).join('')]]
    const xml = await v1(method, where, `<Any>${members.map(([name, value]) => `<${name}>${value}</${name}>`).join('')}</Any>`, {
      'content-type': 'application/xml', accept: 'application/xml'
    })
    for (const { Name, Value } of listed) t.match(xml.text, `<Name>${Name}</Name><Value>${String(Value)}</Value>`)
    t.strictSame((await v1(method, where, { ...body, CustomFields: [{ Name: 'Own_boolean', Value: false }] }))
      .body.CustomFields.find((it: any) => it.Name === 'Own_boolean').Value, false)
  })
}

t.test('A filter finds the courses that have a true-or-false field of the fixture', async t => {
  const { find } = await openPlatform(t)
  const of = async (filter: string) => (await find('CourseDate', { $filter: filter, $select: 'ID' })).map(({ ID }) => ID)
  t.strictSame(await of('CF_Open_to_the_public eq true'), ['5015', '5019', '5022'])
  t.strictSame(await of('CF_Open_to_the_public eq false'), ['5016', '5025'])
})

t.test('What cannot be added is said, and a reset takes away what was added', async t => {
  const { admin, inject, sandboxes, reset, find } = await openPlatform(t)
  const before = (await admin('GET', '/custom-fields')).body
  for (const [body, detail] of [
    [{ module: 'Webhook', label: 'A' }, /No field can be added to "Webhook"\. Use Course, CourseTemplate, .*Transaction\./],
    [{ module: 'CourseDate', label: 'catering' }, /CourseDate has CF_catering already, the field "Catering"/],
    [{ module: 'CourseTemplate', label: 'Include-on website' }, /CF_Include_on_website already/],
    [{ module: 'User', label: '--' }, /no letter and no digit/], [{ module: 'User' }, /label/], [{ module: 'User', label: '' }, /label/],
    [{ module: 'User', label: 'Size', type: 'colour' }, /type/]
  ] as const) t.match(await admin('POST', '/custom-fields', body), { status: 400, body: { detail } }, JSON.stringify(body))
  t.strictSame((await admin('GET', '/custom-fields')).body, before)
  t.match((await admin('POST', '/custom-fields', { module: 'coursetemplate', label: 'Tūranga (where)' })).body, {
    name: 'CF_Tūranga__where_', type: 'text', modules: ['Course', 'CourseTemplate']
  })
  t.strictSame(await find('CourseTemplate', { $top: '1', $select: 'cf_tūranga__where_' }), [{ CF_Tūranga__where_: null }])
  sandboxes.create('other')
  const { body } = await inject({
    url: '/sandboxes/other/accessplan/apihelp/v2/modules/course', headers: { authorization: 'Bearer demo-api-key' }
  })
  t.notOk(body.some((it: any) => /ranga/.test(it.Name)), 'another sandbox has it not')
  await reset()
  t.strictSame((await admin('GET', '/custom-fields')).body, before)
  t.strictSame(await find('Course', { $top: '1', $select: 'ID,CF_Tūranga__where_' }), [{ ID: '4001' }])
})

t.test('A template has a Moodle id as a user has', async t => {
  const { v2, find } = await openPlatform(t)
  for (const path of ['User/2001', 'Course/4001']) {
    t.equal((await v2('GET', path)).body.results[0].MoodleID, 0)
    t.equal((await v2('PUT', path, { MoodleID: 77 })).body.MoodleID, 77)
    t.strictSame((await find(path.split('/')[0]!, { $filter: 'MoodleID eq 77', $select: 'ID' })).map(it => it.ID), [path.split('/')[1]])
    t.equal((await v2('PUT', path, { MoodleID: 0 })).body.MoodleID, 0, 'and it can be cleared')
  }
})

t.test('No field has a name under which its values would be lost', async t => {
  const { admin } = await openPlatform(t)
  const { status, body } = await admin('POST', '/custom-fields', { module: 'CourseDate', label: '__proto__' })
  t.match([status, body.detail], [400, 'No field can be called __proto__. Use another label.'])
  t.strictSame((await admin('POST', '/custom-fields', { module: 'CourseDate', label: '_proto__' })).status, 201)
})
