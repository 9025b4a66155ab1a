import t from 'tap'
import { demand, open } from '../harness.ts'

const asUser = { authorization: 'Bearer demo-api-key' }

/** The forms in which somebody has what a tenant says of a module: gathered, or as a browser recorded it. */
const forms: ReadonlyArray<readonly [name: string, given: (fields: object[]) => object]> = [
  ['gathered', fields => ({ modules: { CourseDate: fields } })],
  ['recorded', fields => ({
    log: {
      entries: [
        { request: { url: 'https://tenant.example/accessplan/apihelp/v2/modules/' }, response: { status: 200, content: { text: '["CourseDate"]' } } },
        {
          request: { url: 'https://tenant.example/accessplan/apihelp/v2/modules/CourseDate?x=1' },
          response: { status: 200, content: { text: JSON.stringify(fields) } }
        },
        { request: { url: 'https://tenant.example/accessplan/apihelp/v2/modules/User' }, response: { status: 403, content: { text: '{}' } } }
      ]
    }
  })]
]

for (const [name, given] of forms) {
  t.test(`What a tenant says of a module, ${name}, is what it has from then on: asked, answered, and kept`, async t => {
    const { admin, inject, v2 } = await open(t, { fixture: 'demo' })
    const ours = demand(await inject({ method: 'GET', url: '/accessplan/apihelp/v2/modules/CourseDate', headers: asUser })).body as any[]
    const before = demand(await v2('GET', 'CourseDate?$top=1')).body.results[0]
    const region = { Name: 'TenantRegion', Type: 'String', Label: 'Region', Writable: true, Required: false, MaxLength: 5 }
    const fields = [...ours.filter(it => it.Name !== 'Aims'), region]
    const adopted = demand(await admin('PUT', '/contract', given(fields))).body
    t.match(adopted, { service: 'accessplanit-v2', title: 'Fields of CourseDate', matched: 3, doubtful: [], fromDocument: [], madeUp: [] })
    const contract = (await admin('GET', '/contract')).body
    t.match(contract.find((it: any) => it.path === '/accessplan/api/v2/CourseDate/{id}' && it.method === 'GET'), {
      standing: 'matched', basis: { documented: /Fields of CourseDate/ }
    })
    const path = `CourseDate/${before.ID}`
    const named = { Alias: 'Renamed by a test', TenantRegion: 'North' }
    const put = await v2('PUT', path, named)
    t.match(put, { status: 200, headers: { 'sandbox-warnings': /new-member:TenantRegion/ } })
    const read = async (at: string) => demand(await v2('GET', at)).body.results[0]
    t.match(await read(path), { ...named, ID: before.ID }, 'a field that only the tenant has is kept and given back')
    t.match(await read('CourseDate?$top=1'), { ...named, ID: before.ID }, 'also where records are listed')
    t.notOk('Aims' in await read(path), 'one that it does not have is not answered')
    t.match(await v2('PUT', path, { TenantRegion: 'North Island' }), { status: 400, text: /TenantRegion .*5/ })
    t.match(await read(path), named)
    t.equal((await v2('GET', 'Company?$top=1')).status, 200, 'other modules are as they were')
    t.match((await admin('GET', '/requests/last')).body.warnings, ['not-in-contract:ListCompanyRecords'])
    demand(await admin('DELETE', '/contract'))
    t.notOk('TenantRegion' in await read(path))
  })
}
