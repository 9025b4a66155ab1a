import t from 'tap'
import { open } from '../../../harness.ts'
import { book, moduleNames, openPlatform } from '../v2.ts'

type Type = 'text' | 'number' | 'boolean' | 'date' | 'list'

/** What the vendor's client reads of each module, by type. */
const modules: Record<string, Partial<Record<Type, string>>> = {
  CourseDate: {
    text: 'ID CourseID CompanyName CourseType Status VenueLabel VenueTown',
    date: 'StartDate EndDate',
    number: 'Cost DurationInHours Places SpacesLeft'
  },
  CourseTemplate: { text: 'Name' },
  Course: {
    boolean: `Advertise AutoComplete CheckSecurityOnUpdateAndDelete Coursework CurrentLoggedInUserIsDeveloper
      CurrentLoggedInUserHasDeveloperActionPermission IsModule SetCompletedIfPassed Unit UsesLogDataSource`,
    list: `AwardedAwardIDs AwardedAwardLabels CategoryIDs CategoryLabels ConfigCodeCodes IndustryIDs IndustryLabels PreferredAwardIDs
      PreferredAwardLabels ProgressionCourseIDs ProgressionCourseNames ProviderCompaniesIDs RequiredAwardIDs RequiredAwardLabels
      SessionCourseIDs SessionCourseNames UnitAwardIDs UnitAwardLabels UserTypeIDs UserTypeLabels`,
    number: 'CertificateNumber Cost Duration TrainingPoints UnitsRequired',
    text: `CertificatePrefix Colour CostType CourseType CurrencyCode CurrentConfigCode DateCreated DateUpdated Description DurationAsString
      DurationType ExternalID Fundable ID JoiningInstructionsText Label LastUpdatedBy MinimumPassScore Overview SageDepartmentCode
      SageNominalCode Summary TrainingPointsTypeID TrainingPointsTypeLabel WaitingList`
  },
  UserCourseDate: {
    text: 'ID UserFullName CompanyName CourseOrAliasName Status UserID CourseDateID',
    date: 'StartDate EndDate DateStamp',
    number: 'CourseDateBookingID'
  },
  UserCourseDateWeb: {
    text: 'ID UserFullName CompanyName CourseOrAliasName Status OnlinePlatformCandidateJoinUrl CourseDuration CourseOverview',
    date: 'StartDate EndDate DateStamp',
    number: 'CourseDateBookingID'
  },
  UserCourseDateELearning: {
    text: 'ID UserID CourseName CandidateDirectELearningUrl',
    date: 'DateStamp DateFirstViewed',
    number: 'CompletionStatus SuccessStatus'
  },
  CourseDateBooking: {
    text: 'ID DateCreated BookingType BookingUserName BookingStatus PONumber AgentName UserID BookingSummary',
    list: 'InvoiceIDs'
  },
  Invoice: {
    text: `ID Reference CompanyName TargetIDType TargetLabel TargetID CurrencyCode Status PONumber Address InvoiceAddress InvoicePostcode
      InvoiceCountry InvoiceCounty InvoiceEmail InvoiceTown`,
    date: 'DateCreated DateDue',
    number: 'Amount TaxRate AmountPaid Outstanding'
  },
  InvoiceItem: { text: 'ID InvoiceID Reference DynamicLabel SourceID SourceIDType', number: 'Tax Amount' },
  User: {
    number: 'ActiveCoursesCount ActiveInvoicesCount ActiveTasksCount AwardsCount MoodleID NotesCount OpportunitiesCount',
    list: `AlternativeCountry BillingCountry ContactMethod Country CurrencyID EditPageMainRoleID MainRoleID PreferredLanguageCode
      ShippingCountry Title`,
    boolean: `CheckSecurityOnUpdateAndDelete DailyTaskSummaryOptOut HasEmail MainRoleIsDefault MarketingOptIn RestrictBooking SmsAuthorised
      TaxExempt UsesLogDataSource`,
    date: `DateCreated DateUpdated DOB LastBooking LastLoggedOn LatestCourseDateAttended LatestCourseDateBooked MainUserCompanyEndDate
      MainUserCompanyStartDate PasswordExpires`,
    text: `Address AgentID AlternativeAddress AlternativeCounty AlternativePhone AlternativePostcode AlternativeTown BillingAddress
      BillingCounty BillingEmail BillingPhone BillingPostcode BillingTown CostCentre County CreatedByID CreatedByName CurrencyLabel
      CurrentConfigCode Email EthnicOriginID EthnicOriginLabel ExternalID Fax Forenames FullAddress Fullname ID JobTitle
      MainCompanyCompanyGroupIDs MainCompanyGroupID MainCompanyID MainCompanyName MainRoleLabel MainUserTypeLabel ManagedCompaniesIDs
      ManagedCompaniesLabels ManagedUsersIDs ManagedUsersNames ManagerUsersIDs ManagerUsersNames MaritalStatus MiddleNames Mobile
      MyDirectManagersEmailAddresses MyEmployerEmailAddresses MyManagersEmailAddresses NationalityID NationalityLabel NINumber
      NINumberNoValidation Phone Postcode PreferredLanguageName PreviousMainRoleID SageTaxCode Sex ShippingAddress ShippingCounty
      ShippingPhone ShippingPostcode ShippingTown SpecialNeedNames Status Surname Tags Town UniqueID UpdatedByID UpdatedByName
      UserCompaniesIDs`
  },
  Communication: { text: 'MappedIDType MappedID CommunicationTypeID Subject Body' }
}

const isOf: Record<Type, (value: unknown) => boolean> = {
  text: (value) => value === null || typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => value === null || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(String(value)),
  list: (value) => Array.isArray(value) && value.every(item => typeof item === 'string')
}

const namesOf = (text: string): string[] => text.trim().split(/\s+/)

t.test('A module has the members that the vendor\'s client reads, by their names and of their types', async t => {
  const platform = await openPlatform(t)
  await book(platform)
  await platform.v2('POST', 'Communication', {
    MappedIDType: 'User', MappedID: '2001', CommunicationTypeID: '-1', Subject: 'Hello', Body: 'Welcome'
  })
  for (const [module, types] of Object.entries(modules)) {
    const [record] = await platform.find(module, { $top: '1' })
    const wrong = Object.entries(types).flatMap(([type, names]) => namesOf(names).filter(name =>
      !(name in record) || !isOf[type as Type](record[name])))
    t.same(wrong, [], `${module} has ${Object.values(types).flatMap(namesOf).length} members as they should be`)
  }
})

t.test('A module that there is not is a 404 that names those that there are', async t => {
  const platform = await openPlatform(t)
  for (const path of ['api/v2/Awards', 'api/v2/Awards?$top=1', 'api/v2/awards/1', 'apihelp/v2/modules/Awards']) {
    const { status, body } = await platform.inject({ url: `/accessplan/${path}`, headers: { authorization: 'Bearer demo-api-key' } })
    t.same([status, body.error], [404, 'not_found'])
    t.match(body.message, new RegExp(`no module "awards"; it has ${moduleNames.join(', ')}, and empty lists`, 'i'), path)
  }
  for (const name of moduleNames) t.equal((await platform.v2('GET', `${name}?$top=1`)).status, 200, name)
})

t.test('A call that a module does not take is a 405 that names those that it does', async t => {
  const platform = await openPlatform(t)
  for (const [method, path] of [
    ['POST', 'CourseTemplate'], ['PUT', 'CourseTemplate/4001'], ['DELETE', 'CourseTemplate/4001'], ['POST', 'Invoice'],
    ['DELETE', 'Invoice/1001'], ['POST', 'InvoiceItem'],
    ['PUT', 'InvoiceItem/1'], ['POST', 'CourseDateBooking'], ['DELETE', 'Transaction/1'], ['POST', 'WebhookInstance'],
    ['DELETE', 'WebhookInstance/1'], ['PATCH', 'User/2001'], ['PUT', 'User']
  ] as const) {
    const { status, body, headers } = await platform.v2(method, path, method === 'DELETE' ? undefined : {})
    t.same([status, body.error], [405, 'method_not_allowed'], `${method} ${path}`)
    t.match(body.message, `${method} is not allowed at /accessplan/api/v2/${path}. Use `)
    t.match(headers.allow, /GET, HEAD/)
  }
})

t.test('A truth or a number where a value of a table is guessed is read as a text, and told of', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const Status of [true, 12]) {
    const { status, headers } = await client.v2('POST', 'UserCourseDate', { UserID: '2003', CourseDateID: '5031', Status })
    t.ok(status < 500, `${Status} is answered ${status}`)
    if (status < 300) t.match(headers['sandbox-warnings'], /inferred-shape/)
  }
})
