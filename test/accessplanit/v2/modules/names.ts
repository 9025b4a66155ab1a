import t from 'tap'
import { watch } from '../../../data.ts'
import { moduleNames, openPlatform, toldBy } from '../v2.ts'

/** What the vendor's client calls, beside Login and Token, of which the sandbox has the fields of some. */
const vendorsNames = `
  Award AwardFramework AwardingBodyMapping AwardType AwardUserType Basket BasketItem Broadcast BroadcastType BulkEmail BulkEmailLink
  BulkEmailRecipient BulkEmailRecipientEvent Category CategoryType ClassCourseDate Communication Company CompanyCourseOverride CompanyGroup
  CompanyText CompanyUserCourse CompanyWorkingSession ConfigCode Course CourseDate CourseDateBooking CourseDateSession CourseFileMetadata
  CourseTemplate CreditNote Currency CustomFieldMetadata CustomForm CustomListItem Dashboard Discount DiscountRule DocumentPackage
  DocumentTemplate ELearningPackage EmailMessage EmailSubscription EmailTemplate EmailType EnquiryQuoteItem EthnicOrigin Fee FileMetadata
  Gadget2 Industry Invoice InvoiceItem InvoiceLog LegacyReport ManagerBookableCourseDate ManagerBookableCourseTemplate ManagerCompany
  ManagerCreditNote ManagerEvaluationRequest ManagerInvoice ManagerPlaceholder ManagerUser ManagerUserAward ManagerUserCourse
  ManagerUserCourseDate ManagerUserCourseDateAuthorisation ManagerVoucherMapping Meeting MeetingAttendee ModuleUnit Nationality Note
  ObjectEventQueue Opportunity OpportunityHistoryItem OpportunityItem OpportunityMapping Placeholder PriceScheme PriceSchemeMapping Product
  ProductMapping Purchase Report RequestsLog Resource ResourceAvailability ResourceAvailabilityException ResourceRequirement
  ResourceRequirementCourseDate ResourceType Role SavedForm SessionPlan SessionPlanItem ShoppingBasket3 ShoppingBasket3Item SpecialNeed
  Survey SurveyAnswer SurveyRecipient SystemEventLog Task TaskMapping TaskTemplate TextTemplate TimeZone TrainerConfirmation
  TrainingPointsType Transaction TransactionInvoice TransactionMethod User UserAward UserCommunication UserCompany UserCourse UserCourseDate
  UserCourseDateClass UserCourseDateDocuments UserCourseDateELearning UserCourseDateModule UserCourseDateStatusReason UserCourseDateWeb
  UserNote UserRole UserType UserUserType Venue ViabilityItem Voucher VoucherMapping WebCourseDate Webhook WebhookInstance WorkflowTemplate
`.trim().split(/\s+/)

const namesOnly = vendorsNames.filter(name => !moduleNames.includes(name))

t.test('The help lists every module that the vendor\'s client names, and says of which it knows no fields', async t => {
  t.equal(vendorsNames.length, 137)
  const { inject } = await openPlatform(t)
  const { body } = await inject({ url: '/accessplan/apihelp/v2/modules/', headers: { authorization: 'Bearer demo-api-key' } })
  t.strictSame(body.map((it: any) => it.Name), [...vendorsNames].sort())
  t.strictSame(body.filter((it: any) => !it.FieldsKnown).map((it: any) => it.Name), [...namesOnly].sort())
  for (const { Name, FieldsKnown, Description, Writable } of body.filter((it: any) => !it.FieldsKnown)) {
    t.match([FieldsKnown, Writable, Description], [false, false, `${Name} is known by its name only: `])
  }
})

t.test('A module that is known by its name only has an empty list, in any case, with a warning; nothing is read or written', async t => {
  const { v2, inject, sandbox } = await openPlatform(t)
  const written = watch(sandbox)
  for (const name of namesOnly) {
    for (const [path, body] of [
      [name, { results: [] }], [name.toLowerCase(), { results: [] }],
      [`${name.toUpperCase()}?$count=true&$top=-1&$select=ID&$filter=Label eq 'x'&$orderby=ID`, { count: 0, results: [] }]
    ] as const) {
      const reply = await v2('GET', path)
      t.strictSame([reply.status, reply.body, toldBy(reply)], [200, body, [`unknown-fields:${name}`]], path)
    }
    const help = await inject({
      url: `/accessplan/apihelp/v2/modules/${name.toLowerCase()}`, headers: { authorization: 'Bearer demo-api-key' }
    })
    t.strictSame([help.status, help.body.map((it: any) => it.Name), toldBy(help)], [200, ['ID'], [`unknown-fields:${name}`]])
    for (const [method, path, status, end] of [
      ['GET', `${name}/1`, 404, 'there is none to read'], ['POST', name, 405, 'nothing can be written to it'],
      ['PUT', `${name.toLowerCase()}/1`, 404, 'nothing can be written to it'], ['DELETE', `${name}/1`, 404, 'nothing can be written to it']
    ] as const) {
      const { status: is, body } = await v2(method, path, method === 'POST' || method === 'PUT' ? { ID: '1' } : undefined)
      t.equal(is, status, `${method} ${path}`)
      t.match(body.message, `${name} is known by its name only: the sandbox knows nothing of its fields`)
      t.match(body.message, `; ${end}.`)
    }
  }
  t.strictSame(written(), {})
})

t.test('What is wrong with a query is said of such a module, too; Login and Token are calls, and no modules', async t => {
  const { v2 } = await openPlatform(t)
  for (const query of ['$filter=Label blah 1', '$top=x', '$skip=-1']) t.equal((await v2('GET', `Award?${query}`)).status, 400, query)
  for (const name of ['Login', 'token']) t.match(await v2('GET', name), { status: 405, headers: { allow: 'POST' } }, name)
  t.match(await v2('POST', 'Awards', {}), { status: 404, body: { message: /no module "Awards"/ } })
  for (const [name, like] of [
    ['CourseDats', /in the sandbox, did you mean CourseDate\?$/], ['Users', /no module "Users"; .* in the sandbox, did you mean User\?$/], ['courses', /in the sandbox, did you mean Course\?$/],
    ['Xyzzy', /Of the names in the sandbox, those most like it are \w+, .*\.$/]
  ] as const) {
    for (const method of ['GET', 'POST']) t.match(await v2(method, name), { status: 404, body: { message: like } }, `${method} ${name}`)
  }
  const inV1 = /^The sandbox has this in another version, at \/accessplan\/api\/v1\/trainers\. The sandbox has no module "trainers"; /
  for (const method of ['GET', 'POST']) t.match((await v2(method, 'trainers')).body.message, inV1, method)
  const near = /^Invoice does not take DELETE here\. Of what the sandbox serves, the nearest are .*\/accessplan\/api\/v2\/Invoice\/\{id\}/
  t.match(await v2('DELETE', 'Invoice/1001/items'), { status: 404, body: { message: near } })
  t.match(await v2('PUT', 'Award', {}), { status: 405, headers: { allow: 'GET, HEAD' } })
})
