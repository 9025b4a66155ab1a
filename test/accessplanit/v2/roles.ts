import t from 'tap'
import { accessplanitV2 } from '../../../src/accessplanit/v2/service.ts'
import { watch } from '../../data.ts'
import { tokenOf } from './token-of.ts'
import { book, fill, isRefused, moduleNames, openPlatform, toldBy } from './v2.ts'

/** What each role sees and changes, held against a second writing of it. */

const roles = { manager: '3001', customer: '2002', delegate: '2001' } as const
type RoleName = keyof typeof roles

/** Sees all, some or none; then what may be done: c(reate), u(pdate), d(elete). */
type Reach = `${'all' | 'some' | 'none'} ${string}`

const table: Record<string, Record<RoleName, Reach>> = {
  Category: { manager: 'all cud', customer: 'all -', delegate: 'all -' },
  Communication: { manager: 'some cud', customer: 'some c', delegate: 'some -' },
  Company: { manager: 'some cud', customer: 'some u', delegate: 'some -' },
  CompanyGroup: { manager: 'all -', customer: 'none -', delegate: 'none -' },
  Course: { manager: 'some cud', customer: 'all -', delegate: 'all -' },
  CourseDate: { manager: 'some cud', customer: 'all -', delegate: 'all -' },
  CourseDateBooking: { manager: 'some u', customer: 'some u', delegate: 'some -' },
  CourseDateSession: { manager: 'all -', customer: 'all -', delegate: 'all -' },
  CourseTemplate: { manager: 'some -', customer: 'all -', delegate: 'all -' },
  Invoice: { manager: 'some u', customer: 'some -', delegate: 'some -' },
  InvoiceItem: { manager: 'some -', customer: 'some -', delegate: 'some -' },
  Transaction: { manager: 'some cu', customer: 'some -', delegate: 'some -' },
  User: { manager: 'some cud', customer: 'some cu', delegate: 'some u' },
  UserCourseDate: { manager: 'some cud', customer: 'some cu', delegate: 'some -' },
  UserCourseDateClass: { manager: 'some -', customer: 'some -', delegate: 'some -' },
  UserCourseDateELearning: { manager: 'all -', customer: 'some -', delegate: 'some -' },
  UserCourseDateWeb: { manager: 'all -', customer: 'some -', delegate: 'some -' },
  Venue: { manager: 'some cud', customer: 'all -', delegate: 'all -' },
  Webhook: { manager: 'none -', customer: 'none -', delegate: 'none -' },
  WebhookInstance: { manager: 'none -', customer: 'none -', delegate: 'none -' }
}

/** A new record of each module that takes one, of what the role sees. */
const newOnes: Record<string, (role: RoleName) => object> = {
  Category: () => ({ Label: 'New' }),
  Communication: role => ({ MappedIDType: 'User', MappedID: roles[role] }),
  Company: () => ({ Name: 'New' }),
  CompanyGroup: () => ({ Name: 'New' }),
  Course: () => ({ Label: 'New' }),
  CourseDate: () => ({ CourseID: '4004', StartDate: '2026-06-01T09:00:00' }),
  Transaction: () => ({ InvoiceID: 'INVOICE', Amount: 1 }),
  User: role => ({ Forenames: 'New', Surname: 'Ruru', MainCompanyID: role === 'manager' ? '203' : role === 'customer' ? '202' : '201' }),
  UserCourseDate: role => ({ UserID: roles[role], CourseDateID: '5024' }),
  Venue: () => ({ Label: 'New', CompanyID: '100' }),
  Webhook: () => ({ Module: 'Category', Url: 'http://127.0.0.1:9/' })
}

/** Something of everything that roles are told apart by: of two customers, and of a second training provider. */
async function furnished (t: Parameters<typeof openPlatform>[0], flags: Record<string, string> = {}) {
  const platform = await openPlatform(t, flags)
  const { v2, basket } = platform
  const made = async (module: string, body: object) => {
    const { status, body: record, text } = await v2('POST', module, body)
    if (status !== 201) throw new Error(`${module} ${text}`)
    return record.ID as string
  }
  const { InvoiceID } = await book(platform)
  const { UniqueBasketID } = await fill(platform, '2002', '5014', ['2002'])
  const { body: theirs } = await basket('POST', `${UniqueBasketID}/complete`)
  await made('Transaction', { InvoiceID, Amount: 1 })
  await made('Transaction', { InvoiceID: theirs.InvoiceID, Amount: 1 })
  const provider = await made('Company', { Name: 'Another provider', IsTrainingProvider: true })
  const teacher = await made('User', { Forenames: 'Una', Surname: 'Other', MainCompanyID: provider })
  const course = await made('Course', { Label: 'Theirs', ProviderCompaniesIDs: [provider] })
  const date = await made('CourseDate', { CourseID: course, CompanyID: provider, StartDate: '2026-06-01T09:00:00' })
  await made('Venue', { Label: 'Theirs', CompanyID: provider })
  await made('CompanyGroup', { Name: 'Theirs' })
  await made('Webhook', newOnes.Webhook!('manager'))
  const db = platform.db()
  db.prepare('UPDATE courseTemplate SET companyId = ? WHERE id = ?').run(provider, course)
  db.prepare('UPDATE courseDate SET companyId = ? WHERE id = ?').run(provider, date)
  await made('UserCourseDate', { UserID: '2006', CourseDateID: date })
  for (const id of [teacher, '2001', '2002']) await made('Communication', { MappedIDType: 'User', MappedID: id })
  // A booking and an invoice of the second provider.
  db.exec(`INSERT INTO booking (id, userId, status, dateCreated) VALUES ('B9', '2006', 'Online', '2026-03-01T09:00:00');
    INSERT INTO invoice (id, reference, issuerId, companyId, bookingId, dateGenerated, dateDue, dateUpdated)
      VALUES ('I9', 'R9', '${provider}', '203', 'B9', '2026-03-01T09:00:00', '2026-03-01T09:00:00', '2026-03-01T09:00:00');
    INSERT INTO invoiceItem (id, invoiceId, description, net, tax) VALUES ('II9', 'I9', 'Theirs', 100, 15);
    INSERT INTO payment (id, invoiceId, amount, date) VALUES ('P9', 'I9', 100, '2026-03-01T09:00:00')`)
  return { platform, InvoiceID, teacher, provider }
}

const idsIn = (body: any): string[] => body.results.map((it: { ID: string }) => it.ID)

const dry = { 'sandbox-dry-run': '1' }

t.test('Each role sees and changes of each module what is said of it, and nothing else', async t => {
  const { platform, InvoiceID } = await furnished(t)
  const { v2 } = platform
  const named = accessplanitV2.operations.filter(it => /^List(?!Modules$|UnknownModule$)/.test(it.operationId)).map(it => it.tag)
  t.strictSame(Object.keys(table).sort(), [...named].sort(), 'every module stands in the table')
  t.strictSame(named.sort(), [...moduleNames].sort())
  for (const [role, id] of Object.entries(roles) as Array<[RoleName, string]>) {
    const as = await tokenOf(platform, id)
    for (const [module, reaches] of Object.entries(table)) {
      const [sees, may] = reaches[role].split(' ') as [string, string]
      const name = `${role}, ${module}`
      const every = idsIn((await v2('GET', `${module}?$top=-1&$select=ID`)).body)
      const list = await v2('GET', `${module}?$top=-1&$select=ID&$count=true`, undefined, as)
      t.equal(list.status, sees === 'none' ? 403 : 200, `${name} lists`)
      const seen: string[] = list.status === 200 ? idsIn(list.body) : []
      if (sees !== 'none') t.equal(list.body.count, seen.length, 'and counts what it lists')
      if (sees === 'all') t.strictSame(seen, every, `${name}: all`)
      else t.ok(seen.length < every.length || every.length === 0, `${name}: ${seen.length} of ${every.length}`)

      const unseen = every.find(it => !seen.includes(it))
      for (const [it, status] of [[seen[0], 200], [unseen, 403]] as const) {
        if (it !== undefined) t.equal((await v2('GET', `${module}/${it}`, undefined, as)).status, status, `${name} reads ${it}`)
      }
      const does = (operationId: string): boolean => accessplanitV2.operations.some(it => it.operationId === `${operationId}${module}`)
      const written = watch(platform.sandbox)
      if (does('Create')) {
        const body = JSON.parse(JSON.stringify(newOnes[module]!(role)).replace('INVOICE', InvoiceID))
        const { status, text } = await v2('POST', module, body, { ...as, ...dry })
        t.equal(status, may.includes('c') ? 201 : 403, `${name} creates: ${text.slice(0, 200)}`)
      }
      if (does('Update') && seen[0] !== undefined) {
        const { status, text } = await v2('PUT', `${module}/${seen[0]}`, {}, { ...as, ...dry })
        t.equal(status, may.includes('u') ? 200 : 403, `${name} updates: ${text.slice(0, 200)}`)
      }
      if (does('Delete') && seen[0] !== undefined) {
        const { status } = await v2('DELETE', `${module}/${seen.at(-1)}`, undefined, { ...as, ...dry })
        t.ok(may.includes('d') ? status !== 403 : status === 403, `${name} deletes: ${status}`)
      }
      if (unseen !== undefined) {
        if (does('Update')) t.equal((await v2('PUT', `${module}/${unseen}`, {}, as)).status, 403, `${name} changes no other`)
        if (does('Delete')) t.equal((await v2('DELETE', `${module}/${unseen}`, undefined, as)).status, 403, `${name} deletes no other`)
      }
      t.strictSame(written(), {}, 'nothing is written')
    }
  }
})

t.test('A refusal says who called, as what, what that role sees, and what to do', async t => {
  const { platform } = await furnished(t)
  const as = await tokenOf(platform, '2001')
  const message = async (method: string, path: string, body?: object) => (await platform.v2(method, path, body, as)).body.message
  t.match(await message('GET', 'Webhook'),
    /^User "2001" calls as a delegate\. That role sees no records of module Webhook, only of Category, .*, User, .*MainRoleID\.$/)
  t.match(await message('GET', 'User/2006'),
    /^User "2001" calls as a delegate\. In module User that role sees only themselves, and "2006" is not among them\. List User/)
  t.match(await message('POST', 'Category', { Label: 'x' }), /^User "2001" calls as a delegate, who cannot create a Category\. .*demo-api-key/)
  t.match(await message('PUT', 'User/2001', { Status: 'New' }), /^User "2001" calls as a delegate, who cannot change Status\. Leave Status out/)
  t.same((await platform.v2('GET', 'User/2006', undefined, as)).body.error, 'forbidden')
})

t.test('A filter, an order and a page are of what the caller sees', async t => {
  const { platform } = await furnished(t)
  const as = await tokenOf(platform, '2002')
  const find = async (query: string) => idsIn((await platform.v2('GET', `User?$select=ID&${query}`, undefined, as)).body)
  const all = await find('$top=-1')
  const ofAccount = await platform.find('User', { $select: 'ID', $top: '-1', $filter: "MainCompanyID eq '202'" })
  t.strictSame(all, ofAccount.map(it => it.ID))
  t.strictSame(await find("$filter=ID eq '2006' or ID eq '2002'"), ['2002'])
  t.strictSame(await find("$filter=not (ID eq '2002')&$top=-1"), all.filter(id => id !== '2002'))
  t.strictSame(await find('$top=1&$skip=1&$orderby=ID desc'), [all.at(-2)])
})

t.test('Nobody makes themselves more than they are, nor leaves what they see', async t => {
  const { platform, teacher, provider } = await furnished(t)
  for (const [id, path, body, rule] of [
    ['2001', 'User/2001', { MainRoleID: ['Administrator'] }, 'role.gives-rights'],
    ['2001', 'User/2001', { MainCompanyID: '202' }, 'role.gives-rights'],
    ['2002', 'User/2002', { ManagedCompaniesIDs: '203' }, 'role.gives-rights'],
    ['2002', 'User/2005', { MainRoleID: ['CustomerManager'] }, 'role.gives-rights'],
    ['2002', 'User/2005', { MainCompanyID: '203' }, 'role.changes'],
    ['3001', `User/${teacher}`, { Surname: 'x' }, 'role.sees-record'],
    ['3001', 'User/2001', { MainCompanyID: provider }, 'role.changes']
  ] as const) {
    const { status, headers } = await platform.v2('PUT', path, body, await tokenOf(platform, id))
    t.same([status, headers['sandbox-rules']], [403, rule], `${id} ${path} ${JSON.stringify(body)}`)
  }
  const as = await tokenOf(platform, '2001')
  const same = { MainRoleID: ['Delegate'], MainCompanyID: '201', Status: 'Active', Town: 'Nelson' }
  t.same((await platform.v2('PUT', 'User/2001', same, as)).body.Town, 'Nelson', 'what is sent as it is changes nothing')
  for (const [path, body] of [
    ['UserCourseDate', { UserID: '2006', CourseDateID: '5024' }], ['User', { ID: '2006', Surname: 'x' }],
    ['User', { Forenames: 'New', Surname: 'Ruru', MainCompanyID: '203' }], ['Communication', { MappedIDType: 'User', MappedID: '2006' }]
  ] as const) {
    const { status } = await platform.v2('POST', path, body, await tokenOf(platform, '2002'))
    t.equal(status, 403, `${path} ${JSON.stringify(body)}`)
  }
  await platform.v2('PUT', 'User/2002', { ManagedCompaniesIDs: '203, 201' })
  t.equal((await platform.v2('GET', 'User/2006', undefined, await tokenOf(platform, '2002'))).status, 200, 'managed accounts are seen')
})

t.test('A basket is one\'s own, with those whom one sees', async t => {
  const { platform } = await furnished(t)
  const { basket } = platform
  const { body: others } = await basket('POST', '2002/5024/12')
  const as = await tokenOf(platform, '2001')
  const item = others.Items[0].BasketItemID
  for (const [method, path, body] of [
    ['GET', '2002'], ['POST', '2002/5024/12'], ['DELETE', `${others.UniqueBasketID}/${item}`],
    ['PUT', `${others.UniqueBasketID}/${item}/users`, ['2001']], ['DELETE', `${others.UniqueBasketID}/${item}/2001`],
    ['POST', `${others.UniqueBasketID}/complete`]
  ] as const) {
    const { status, headers } = await basket(method, path, body, as)
    t.same([status, headers['sandbox-rules']], [403, 'role.own-basket'], `${method} ${path}`)
  }
  const { body: own } = await basket('POST', '2001/5024/12', undefined, as)
  t.same(own.Items[0].AvailableUsers.map((it: { UserID: string }) => it.UserID), ['2001'], 'a delegate books for nobody else')
  const assign = (users: string[]) => basket('PUT', `${own.UniqueBasketID}/${own.Items[0].BasketItemID}/users`, users, as)
  t.same([(await assign(['2004'])).status, (await assign(['2001'])).status], [403, 200])
  t.match((await assign(['nobody'])).body.LatestErrorMessage, 'No user "nobody" exists')
  t.equal((await basket('POST', `${own.UniqueBasketID}/complete`, undefined, as)).status, 200)
  t.ok((await basket('GET', '2002')).body.Items.length, 'an administrator sees every basket')
})

t.test('The user of programs is an administrator, until the role says otherwise', async t => {
  const platform = await openPlatform(t)
  t.strictSame((await platform.read('User', 'demo')).MainRoleID, ['Administrator'])
  await platform.v2('PUT', 'User/demo', { MainRoleID: ['customer manager'] })
  await isRefused(t, platform, ['GET', 'Webhook'], { status: 403, rules: 'role.sees-module', members: ['Authorization'] })
  const { headers, status } = await platform.v1('GET', 'users')
  t.same([status, toldBy({ headers })], [200, ['role.administrator-in-version-one']])
})
