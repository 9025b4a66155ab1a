import t from 'tap'
import { demand, open } from '../harness.ts'
import { anotherContract } from './another-contract.ts'

const asUser = { authorization: 'Bearer demo-api-key', accept: 'application/xml' }

const document = anotherContract({
  service: 'accessplanit-v1', basePath: '/tenant/api/v1', names: { CourseDateID: 'DateKey', CourseName: 'Titel', EmailAddress: 'Mail' }
})

t.test('XML has the names of a contract as JSON has, in requests, in replies and in what is said of them', async t => {
  const { admin, inject, v1 } = await open(t, { fixture: 'demo' })
  const before = demand(await v1('GET', '/coursedates')).body[0]
  const ours = Object.keys(document.paths).find(path => /\/delegates$/.test(path) && document.paths[path].post)
  const adopted = await admin('PUT', '/contract', document)
  t.equal(adopted.status, 200, adopted.text)
  const list = await inject({ method: 'GET', url: '/tenant/api/v1/coursedates', headers: asUser })
  t.match(list, { status: 200, headers: { 'content-type': /application\/xml/ } })
  t.match(list.text, new RegExp(`<CourseDate>.*<DateKey>${before.CourseDateID}</DateKey>`))
  t.notMatch(list.text, /<CourseDateID>|<CourseName>/)
  const json = await inject({ method: 'GET', url: '/tenant/api/v1/coursedates', headers: { authorization: asUser.authorization } })
  t.equal(json.body[0].DateKey, before.CourseDateID)
  t.ok(ours)
})
