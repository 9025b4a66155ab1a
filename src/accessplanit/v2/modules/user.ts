import { genders } from '../../platform/enumerations.ts'
import { namesIn } from '../../platform/names.ts'
import { userKind } from '../../platform/people/kinds.ts'
import { vendorClient } from '../../sources.ts'
import { field, storedAsIs, type Module, type ModuleField } from '../field.ts'
import { bindsVersion2 } from '../readings.ts'

const list = (sql: string) => `CASE WHEN ${sql} IS NULL OR ${sql} = '' THEN '[]' ELSE json_array(${sql}) END`

const parts = ['address', 'town', 'county', 'postcode'].map(column => `nullif(user.${column}, '')`)
const fullAddress = `nullif(concat_ws(', ', ${parts.join(', ')}), '')`

const activeCourses = `(SELECT count(*) FROM delegate
  WHERE delegate.userId = user.id AND delegate.status IN ('Booked', 'InProgress', 'Provisional'))`
const invoices = '(SELECT count(*) FROM invoice JOIN booking ON booking.id = invoice.bookingId WHERE booking.userId = user.id)'

const fields: readonly ModuleField[] = [
  field('ID', 'text', 'user.id', { column: 'id', max: 10 }),
  field('Title', 'list', list('user.title'), { column: 'title', isSingle: true }),
  field('Forenames', 'text', 'user.forenames', { column: 'forenames', required: true, max: 50 }),
  field('MiddleNames', 'text', 'user.middleNames', { column: 'middleNames', max: 250 }),
  field('Surname', 'text', 'user.surname', { column: 'surname', required: true, max: 40 }),
  field('Fullname', 'text', "trim(coalesce(user.forenames, '') || ' ' || coalesce(user.surname, ''))"),
  field('Email', 'text', 'user.email', { column: 'email', max: 80 }),
  field('HasEmail', 'boolean', "coalesce(user.email, '') <> ''"),
  field('Phone', 'text', 'user.phone', { column: 'phone' }),
  field('Mobile', 'text', 'user.mobile', { column: 'mobile' }),
  field('Status', 'text', 'user.status', { column: 'status' }),
  field('DOB', 'dateTime', 'user.dateOfBirth', { column: 'dateOfBirth' }),
  field('Sex', 'text', 'user.gender', { column: 'gender', values: genders }),
  field('JobTitle', 'text', 'user.jobTitle', { column: 'jobTitle' }),
  field('ExternalID', 'text', 'user.externalId', { column: 'externalId' }),
  field('MarketingOptIn', 'boolean', 'user.marketingOptIn', { column: 'marketingOptIn' }),
  field('Address', 'text', 'user.address', { column: 'address' }),
  field('Town', 'text', 'user.town', { column: 'town' }),
  field('County', 'text', 'user.county', { column: 'county' }),
  field('Postcode', 'text', 'user.postcode', { column: 'postcode' }),
  field('Country', 'list', list('user.country'), { column: 'country', isSingle: true }),
  field('FullAddress', 'text', fullAddress),
  field('ContactMethod', 'list', list('user.contactMethod'), { column: 'contactMethod', isSingle: true }),
  field('MainCompanyID', 'text', 'user.mainCompanyId', { column: 'mainCompanyId', required: 'as-version-1' }),
  field('MainCompanyName', 'text', 'company.name'),
  field('DateCreated', 'dateTime', 'user.dateCreated'),
  field('DateUpdated', 'dateTime', 'user.dateUpdated'),
  field('ActiveCoursesCount', 'integer', activeCourses),
  field('ActiveInvoicesCount', 'integer', invoices),
  ...storedAsIs('user', 'integer', 'ActiveTasksCount AwardsCount MoodleID NotesCount OpportunitiesCount'),
  ...storedAsIs('user', 'boolean', `
    CheckSecurityOnUpdateAndDelete DailyTaskSummaryOptOut MainRoleIsDefault RestrictBooking SmsAuthorised TaxExempt UsesLogDataSource`),
  ...storedAsIs('user', 'dateTime', `
    LastBooking LastLoggedOn LatestCourseDateAttended LatestCourseDateBooked MainUserCompanyEndDate MainUserCompanyStartDate
    PasswordExpires`),
  ...storedAsIs('user', 'list', `
    AlternativeCountry BillingCountry CurrencyID EditPageMainRoleID MainRoleID PreferredLanguageCode ShippingCountry`),
  ...storedAsIs('user', 'text', `
    AgentID AlternativeAddress AlternativeCounty AlternativePhone AlternativePostcode AlternativeTown BillingAddress BillingCounty
    BillingEmail BillingPhone BillingPostcode BillingTown CostCentre CreatedByID CreatedByName CurrencyLabel CurrentConfigCode
    EthnicOriginID EthnicOriginLabel Fax MainCompanyCompanyGroupIDs MainCompanyGroupID MainRoleLabel MainUserTypeLabel ManagedCompaniesIDs
    ManagedCompaniesLabels ManagedUsersIDs ManagedUsersNames ManagerUsersIDs ManagerUsersNames MaritalStatus
    MyDirectManagersEmailAddresses MyEmployerEmailAddresses MyManagersEmailAddresses NationalityID NationalityLabel NINumber
    NINumberNoValidation PreferredLanguageName PreviousMainRoleID SageTaxCode ShippingAddress ShippingCounty ShippingPhone
    ShippingPostcode ShippingTown SpecialNeedNames Tags UniqueID UpdatedByID UpdatedByName UserCompaniesIDs`)
]

const kind = userKind(namesIn(fields), bindsVersion2)

export const user: Module = {
  name: 'User',
  description: 'People: those who take courses, those who teach, and those who book',
  basis: vendorClient,
  from: 'user LEFT JOIN company ON company.id = user.mainCompanyId',
  kind,
  key: 'user.id',
  canCreate: true,
  canDelete: true,
  updateBasis: vendorClient,
  fields,
  rules: kind.rules.create
}
