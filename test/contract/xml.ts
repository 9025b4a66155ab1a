import t from 'tap'
import { demand, open } from '../harness.ts'
import { anotherContract } from './another-contract.ts'

const asUser = { authorization: 'Bearer demo-api-key', accept: 'application/xml' }

const document = anotherContract({
  service: 'accessplanit-v1',
  basePath: '/tenant/api/v1',
  names: { CourseDateID: 'IdOfCourseDate', UserID: 'IdOfUser', EmailAddress: 'AddressOfEmail', MainAccountID: 'IdOfMainAccount' }
})

t.test('XML has the names of a contract as JSON has, in requests, in replies and in what is said of them', async t => {
  const { admin, inject, v1 } = await open(t, { fixture: 'demo' })
  const before = demand(await v1('GET', '/coursedates')).body[0]
  demand(await admin('PUT', '/contract', document))
  const ask = (url: string, payload?: string) => inject({
    method: payload === undefined ? 'GET' : 'POST',
    url: `/tenant/api/v1${url}`,
    headers: { ...asUser, ...payload !== undefined && { 'content-type': 'application/xml' } },
    ...payload !== undefined && { payload }
  })
  const list = await ask('/coursedates')
  t.match(list, { status: 200, headers: { 'content-type': /application\/xml/ } })
  t.match(list.text, new RegExp(`<CourseDate>.*<IdOfCourseDate>${before.CourseDateID}</IdOfCourseDate>`))
  t.notMatch(list.text, /<CourseDateID>/)
  const one = await ask(`/coursedates/${before.CourseDateID}`)
  t.match(one.text, new RegExp(`^<\\?xml.*\\?><CourseDate>.*<IdOfCourseDate>${before.CourseDateID}</IdOfCourseDate>`))
  for (const reading of ['200', '201']) {
    demand(await admin('PUT', '/readings', { 'assignment-reply': reading }))
    const assigned = await inject({ method: 'POST', url: `/tenant/api/v1/coursedates/${before.CourseDateID}/venue/501`, headers: asUser })
    t.match(assigned, { status: Number(reading), text: new RegExp(`<IdOfCourseDate>${before.CourseDateID}</IdOfCourseDate>`) })
  }
  const user = (more: string) => `<User><Forenames>Ana</Forenames><Surname>Rei</Surname>${more}</User>`
  const made = await ask('/users', user('<IdOfMainAccount>201</IdOfMainAccount><AddressOfEmail>ana.rei@example.nz</AddressOfEmail>'))
  t.equal(made.status, 201, made.text)
  t.match(made.text, /<IdOfUser>\d+<\/IdOfUser>.*<AddressOfEmail>ana\.rei@example\.nz<\/AddressOfEmail>/)
  t.notMatch(made.text, /<UserID>|<EmailAddress>|<MainAccountID>/)
  const refused = await ask('/users', user('<IdOfMainAccount>99999</IdOfMainAccount>'))
  t.match(refused, { status: 400, headers: { 'content-type': /xml/ }, text: /<Field>IdOfMainAccount<.*check IdOfMainAccount\./ })
  t.match(await ask('/users', user('')), { status: 400, text: /<Message>IdOfMainAccount is required/ })
  t.equal((await ask('/users', user('<MainAccountID>201</MainAccountID>'))).status, 400, 'ours is none of its names')
})

t.test('A list that a contract has in something is there, as JSON and as XML', async t => {
  const { admin, inject, v1 } = await open(t, { fixture: 'demo' })
  const { body: ours } = demand(await v1('GET', '/coursedates'))
  const inPage = anotherContract({
    service: 'accessplanit-v1',
    basePath: '/tenant/api/v1',
    names: { CourseDateID: 'IdOfCourseDate' },
    change ({ paths }) {
      const reply = paths['/coursedates'].get.responses['200']
      for (const type of Object.values<any>(reply.content)) type.schema = { type: 'object', properties: { CourseDates: type.schema } }
    }
  })
  demand(await admin('PUT', '/contract', inPage))
  const url = '/tenant/api/v1/coursedates'
  const ask = async (accept: string) => (await inject({ method: 'GET', url, headers: { ...asUser, accept } })).text
  const json = JSON.parse(await ask('application/json'))
  t.strictSame(Object.keys(json), ['CourseDates'])
  t.strictSame(json.CourseDates.map((it: any) => it.IdOfCourseDate), ours.map((it: any) => it.CourseDateID))
  const xml = await ask('application/xml')
  t.match(xml, /^<\?xml [^>]*><CourseDate><CourseDates><CourseDate><IdOfCourseDate>.*<\/CourseDate><\/CourseDates><\/CourseDate>$/)
  t.equal(xml.split('<IdOfCourseDate>').length - 1, ours.length)
})
