import { genders } from '../../platform/enumerations.ts'
import { vendorClient } from '../../sources.ts'
import { field, kept, type Module } from '../field.ts'

const list = (sql: string) => `CASE WHEN ${sql} IS NULL OR ${sql} = '' THEN '[]' ELSE json_array(${sql}) END`

export const user: Module = {
  name: 'User',
  about: 'People: those who take courses, those who teach, and those who book',
  basis: vendorClient,
  from: 'user LEFT JOIN company ON company.id = user.mainCompanyId',
  table: 'user',
  key: 'user.id',
  usedBy: 'EXISTS (SELECT 1 FROM company WHERE mainContactUserId = ?)',
  canCreate: true,
  canDelete: true,
  fields: [
    field('ID', 'text', 'user.id', { column: 'id', max: 10 }),
    field('Title', 'list', list('user.title'), { column: 'title', single: true }),
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
    field('Country', 'list', list('user.country'), { column: 'country', single: true }),
    field('FullAddress', 'text', "nullif(concat_ws(', ', nullif(user.address, ''), nullif(user.town, ''), nullif(user.county, ''), nullif(user.postcode, '')), '')"),
    field('ContactMethod', 'list', list('user.contactMethod'), { column: 'contactMethod', single: true }),
    field('MainCompanyID', 'text', 'user.mainCompanyId', { column: 'mainCompanyId', required: true }),
    field('MainCompanyName', 'text', 'company.name'),
    field('DateCreated', 'dateTime', 'user.dateCreated'),
    field('DateUpdated', 'dateTime', 'user.dateUpdated'),
    field('ActiveCoursesCount', 'integer', "(SELECT count(*) FROM delegate WHERE delegate.userId = user.id AND delegate.status IN ('Booked', 'InProgress', 'Provisional'))"),
    field('ActiveInvoicesCount', 'integer', '(SELECT count(*) FROM invoice JOIN booking ON booking.id = invoice.bookingId WHERE booking.userId = user.id)'),
    ...kept('user', 'integer', 'ActiveTasksCount AwardsCount MoodleID NotesCount OpportunitiesCount'),
    ...kept('user', 'boolean', 'CheckSecurityOnUpdateAndDelete DailyTaskSummaryOptOut MainRoleIsDefault RestrictBooking SmsAuthorised TaxExempt UsesLogDataSource'),
    ...kept('user', 'dateTime', 'LastBooking LastLoggedOn LatestCourseDateAttended LatestCourseDateBooked MainUserCompanyEndDate MainUserCompanyStartDate PasswordExpires'),
    ...kept('user', 'list', 'AlternativeCountry BillingCountry CurrencyID EditPageMainRoleID MainRoleID PreferredLanguageCode ShippingCountry'),
    ...kept('user', 'text', `AgentID AlternativeAddress AlternativeCounty AlternativePhone AlternativePostcode AlternativeTown BillingAddress BillingCounty BillingEmail
      BillingPhone BillingPostcode BillingTown CostCentre CreatedByID CreatedByName CurrencyLabel CurrentConfigCode EthnicOriginID EthnicOriginLabel Fax
      MainCompanyCompanyGroupIDs MainCompanyGroupID MainRoleLabel MainUserTypeLabel ManagedCompaniesIDs ManagedCompaniesLabels ManagedUsersIDs ManagedUsersNames
      ManagerUsersIDs ManagerUsersNames MaritalStatus MyDirectManagersEmailAddresses MyEmployerEmailAddresses MyManagersEmailAddresses NationalityID
      NationalityLabel NINumber NINumberNoValidation PreferredLanguageName PreviousMainRoleID SageTaxCode ShippingAddress ShippingCounty ShippingPhone
      ShippingPostcode ShippingTown SpecialNeedNames Tags UniqueID UpdatedByID UpdatedByName UserCompaniesIDs`)
  ]
}

export const company: Module = {
  name: 'Company',
  about: 'Accounts: customers and training providers',
  basis: vendorClient,
  from: 'company',
  table: 'company',
  key: 'company.id',
  canCreate: true,
  canDelete: true,
  fields: [
    field('ID', 'text', 'company.id', { column: 'id', max: 10 }),
    field('Name', 'text', 'company.name', { column: 'name', required: true }),
    field('Email', 'text', 'company.emailAddress', { column: 'emailAddress' }),
    field('IsTrainingProvider', 'boolean', 'company.isTrainingProvider', { column: 'isTrainingProvider' }),
    field('MainContactUserID', 'text', 'company.mainContactUserId', { column: 'mainContactUserId' }),
    field('ExternalID', 'text', 'company.externalId', { column: 'externalId' }),
    field('Address', 'text', 'company.address', { column: 'address' }),
    field('Town', 'text', 'company.town', { column: 'town' }),
    field('County', 'text', 'company.county', { column: 'county' }),
    field('Country', 'text', 'company.country', { column: 'country' }),
    field('Postcode', 'text', 'company.postcode', { column: 'postcode' }),
    field('CompanyGroupIDs', 'list', 'company.groupIds', { column: 'groupIds' }),
    field('Status', 'text', 'company.status', { column: 'status' }),
    field('DateCreated', 'dateTime', 'company.dateCreated'),
    field('DateUpdated', 'dateTime', 'company.dateUpdated')
  ]
}

export const companyGroup: Module = {
  name: 'CompanyGroup',
  about: 'Groups of accounts',
  basis: vendorClient,
  from: 'companyGroup',
  table: 'companyGroup',
  key: 'companyGroup.id',
  usedBy: 'EXISTS (SELECT 1 FROM company, json_each(groupIds) AS chosen WHERE chosen.value = ? COLLATE NOCASE)',
  canCreate: true,
  canDelete: true,
  fields: [
    field('ID', 'text', 'companyGroup.id', { column: 'id' }),
    field('Name', 'text', 'companyGroup.name', { column: 'name', required: true })
  ]
}

export const communication: Module = {
  name: 'Communication',
  about: 'What was said to somebody, for the record',
  basis: vendorClient,
  from: 'communication',
  table: 'communication',
  key: 'communication.id',
  canCreate: true,
  canDelete: true,
  fields: [
    field('ID', 'text', 'communication.id', { column: 'id' }),
    field('MappedIDType', 'text', 'communication.mappedType', { column: 'mappedType', required: true }),
    field('MappedID', 'text', 'communication.mappedId', { column: 'mappedId', required: true }),
    field('CommunicationTypeID', 'text', 'communication.communicationTypeId', { column: 'communicationTypeId' }),
    field('Subject', 'text', 'communication.subject', { column: 'subject' }),
    field('Body', 'text', 'communication.body', { column: 'body' }),
    field('DateCreated', 'dateTime', 'communication.dateCreated')
  ]
}
