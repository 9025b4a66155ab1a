import t from 'tap'
import { asVersion1, isRefused, openPlatform } from './v2/v2.ts'

t.test('What a user writes comes back as it was written, though it is what the other version calls a member', async t => {
  const { v2, v1 } = await openPlatform(t)
  for (const value of ['MaxPlaces', 'EmailAddress', 'MainAccountID', 'CourseTemplateID', 'Places', 'PhoneNumber', 'DOB']) {
    const { body } = await v2('PUT', 'User/2001', { MainCompanyID: value })
    const message = (member: string): string => `No account "${value}" exists. Create it first, or check ${member}.`
    t.same([body.message, body.errors], [message('MainCompanyID'), { MainCompanyID: [message('MainCompanyID')] }])
    const inV1 = await v1('PUT', 'users/2001', { Forenames: 'Hana', Surname: 'Walker', MainAccountID: value })
    t.same(inV1.body.Errors, [{ Field: 'MainAccountID', Message: message('MainAccountID') }])
  }
  const filter = await v2('GET', `User?$filter=${encodeURIComponent('Email eq MaxPlaces')}`)
  t.match(filter.body.message, '"MaxPlaces"', 'in what is said of a filter, too')
})

t.test('A rule speaks of members by the names that the version has for them, in a refusal and in an explanation', async t => {
  const platform = await openPlatform(t, asVersion1)
  const { v1, v2 } = platform
  const dates = { StartDate: '2026-04-08', EndDate: '2026-04-09', Status: 'Available' }
  const cases = [
    [['PUT', 'CourseDate/5014', { Places: 0 }], 'Places', ['PUT', 'coursedates/5014', { ...dates, MaxPlaces: 0 }], 'MaxPlaces'],
    [['PUT', 'User/2001', { Email: 'no' }], 'Email', ['PUT', 'users/2001', { Forenames: 'Hana', Surname: 'Walker', EmailAddress: 'no' }],
      'EmailAddress'],
    [['PUT', 'User/2001', { Phone: 'no' }], 'Phone', ['PUT', 'users/2001', { Forenames: 'Hana', Surname: 'Walker', PhoneNumber: 'no' }],
      'PhoneNumber'],
    [['PUT', 'Company/201', { CompanyGroupIDs: ['no'] }], 'CompanyGroupIDs', ['PUT', 'companies/201', { AccountGroupIDs: ['no'] }],
      'AccountGroupIDs'],
    [['POST', 'CourseDate', { CourseID: 'no', StartDate: '2026-04-08', EndDate: '2026-04-09', Places: 1 }], 'CourseID',
      ['POST', 'coursedates', { ...dates, MaxPlaces: 1, CourseTemplateID: 'no' }], 'CourseTemplateID']
  ] as Array<[[string, string, object], string, [string, string, object], string]>
  for (const [ofV2, nameInV2, ofV1, nameInV1] of cases) {
    const explained = async () => Object.keys((await platform.admin('GET', '/requests/last/explain')).body.refusedBy[0].compared)
    const { body } = await v2(...ofV2)
    t.same(Object.keys(body.errors), [nameInV2])
    t.match(body.message, new RegExp(`\\b${nameInV2}\\b`))
    t.notMatch(body.message, new RegExp(`\\b${nameInV1}\\b`))
    t.ok((await explained()).includes(nameInV2))
    const inV1 = (await v1(...ofV1)).body
    t.same(inV1.Errors.map((it: { Field: string }) => it.Field), [nameInV1])
    t.match(inV1.Errors[0].Message, new RegExp(`\\b${nameInV1}\\b`))
    t.notMatch(inV1.Errors[0].Message, new RegExp(`\\b${nameInV2}\\b`))
    t.ok((await explained()).includes(nameInV1))
  }
})

t.test('What the path names and is not there is a 404, and what the body names a 400, whatever else the body has', async t => {
  const platform = await openPlatform(t)
  const dates = { StartDate: '2026-04-08', EndDate: '2026-04-09', Status: 'Available', MaxPlaces: 5 }
  for (const [method, path, body, status, rule] of [
    ['POST', 'companies/100/courses/none/coursedates', dates, 404, 'course-template.exists'],
    ['POST', 'companies/100/courses/none/coursedates', { ...dates, CourseTemplateID: '4001' }, 404, 'course-template.exists'],
    ['POST', 'companies/201/courses/4001/coursedates', dates, 404, 'course-template.exists'],
    ['POST', 'coursedates', { ...dates, CourseTemplateID: 'none' }, 400, 'course-template.exists'],
    ['POST', 'coursedates', dates, 400, 'course-template.exists'],
    ['PUT', 'coursedates/none', { ...dates, CourseDateID: 'none' }, 404, 'course-date.exists'],
    ['POST', 'coursedates/none/delegates', { UserID: '2001', CourseDateID: 'none' }, 404, 'course-date.exists'],
    ['PUT', 'users/none', { Forenames: 'Hana', Surname: 'Walker', UserID: 'none' }, 404, 'user.exists'],
    ['PUT', 'invoices/none', { InvoiceID: 'none' }, 404, 'invoice.exists'],
    ['POST', 'transactions', { InvoiceID: 'none', Amount: 1 }, 400, 'invoice.exists']
  ] as const) {
    const reply = await platform.v1(method, path, body)
    t.same([reply.status, reply.headers['sandbox-rules']], [status, rule], `${method} ${path} ${JSON.stringify(body)}`)
  }
  await isRefused(t, platform, ['PUT', 'User/none', { ID: 'none' }], { status: 404, rules: 'record.exists', members: ['ID'] })
  await isRefused(t, platform, ['PUT', 'CourseDate/5014', { CourseID: 'none' }], {
    status: 400,
    rules: 'course-template.exists',
    members: ['CourseID']
  })
  await isRefused(t, platform, ['PUT', 'CourseDate/5014', { CourseID: '' }], { status: 400, members: ['CourseID'] })
  await isRefused(t, platform, ['POST', 'UserCourseDate', { UserID: '2001', CourseDateID: 'none' }], {
    status: 400,
    rules: 'course-date.exists',
    members: ['CourseDateID']
  })
  await isRefused(t, platform, ['POST', 'Venue', { Label: 'Shed', CompanyID: 'none' }], {
    status: 400,
    rules: 'company.exists',
    members: ['CompanyID']
  })
})
