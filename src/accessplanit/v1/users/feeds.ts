import { inferred } from '../../../core/basis.ts'
import { genders } from '../../platform/enumerations.ts'
import { userPage } from '../../sources.ts'
import { customFieldsOf } from '../custom-fields.ts'
import { byLabel, fieldFrom, free, mandatory, type MarkedFeed } from '../field.ts'

const user = fieldFrom(byLabel(userPage), userPage)

export const users: MarkedFeed = {
  name: 'User',
  from: 'user LEFT JOIN company ON company.id = user.mainCompanyId',
  key: 'user.id',
  fields: [
    user('UserID', 'text', 'user.id', 'Id of the user; made where it is left out', { filter: true, create: true, column: 'id', max: 10 }),
    user('Title', 'text', 'user.title', 'Title', { ...free, column: 'title' }),
    user('Forenames', 'text', 'user.forenames', 'Forenames', { ...mandatory, column: 'forenames', max: 50 }),
    user('MiddleNames', 'text', 'user.middleNames', 'Middle names', { ...free, column: 'middleNames', max: 250 }),
    user('Surname', 'text', 'user.surname', 'Surname', { ...mandatory, column: 'surname', max: 40 }),
    user('Status', 'text', 'user.status', 'Status', { filter: true }),
    user('EmailAddress', 'text', 'user.email', 'Email address, of one user only', { ...free, column: 'email', max: 80 }),
    user('DateOfBirth', 'dateTime', 'user.dateOfBirth', 'Date of birth', { ...free, form: userPage, column: 'dateOfBirth' }),
    user('PhoneNumber', 'text', 'user.phone', 'Phone number, with its extension', { ...free, column: 'phone' }),
    user('ExternalID', 'text', 'user.externalId', 'Id in another system', { ...free, column: 'externalId' }),
    user('JobTitle', 'text', 'user.jobTitle', 'Job title', { ...free, column: 'jobTitle' }),
    user('MarketingOptIn', 'boolean', 'user.marketingOptIn', 'Whether the user wants to hear of offers', {
      ...free, column: 'marketingOptIn'
    }),
    user('Address', 'text', 'user.address', 'Address', { ...free, column: 'address' }),
    user('Town', 'text', 'user.town', 'Town', { ...free, column: 'town' }),
    user('County', 'text', 'user.county', 'County', { ...free, column: 'county' }),
    user('Postcode', 'text', 'user.postcode', 'Postcode', { ...free, column: 'postcode' }),
    user('Country', 'text', 'user.country', 'Country', { ...free, column: 'country' }),
    user('MainAccountID', 'text', 'user.mainCompanyId', 'The company that the user belongs to', {
      ...free, create: 'mandatory', column: 'mainCompanyId'
    }),
    user('MainAccountName', 'text', 'company.name', 'Name of that company', { filter: true }),
    user('PreferredMethodOfContact', 'text', 'user.contactMethod', 'How the user wants to be reached', {
      ...free, column: 'contactMethod'
    }),
    user('Gender', 'text', 'user.gender', 'Gender', {
      ...free, column: 'gender', values: genders, form: inferred('The values are those of version 2')
    }),
    customFieldsOf('user')
  ]
}

const account = fieldFrom(byLabel(userPage), userPage)
const taken = { update: true, create: true }

export const companies: MarkedFeed = {
  name: 'Company',
  from: 'company',
  key: 'company.id',
  fields: [
    account('CompanyID', 'text', 'company.id', 'Id of the account; made where it is left out', { create: true, column: 'id', max: 10 }),
    account('Name', 'text', 'company.name', 'Name', { update: true, create: 'mandatory', column: 'name' }),
    account('EmailAddress', 'text', 'company.emailAddress', 'Email address', { ...taken, column: 'emailAddress' }),
    account('MainContactUserID', 'text', 'company.mainContactUserId', 'The user to turn to', { ...taken, column: 'mainContactUserId' }),
    account('ExternalID', 'text', 'company.externalId', 'Id in another system', { ...taken, column: 'externalId' }),
    account('Address', 'text', 'company.address', 'Address', { ...taken, column: 'address' }),
    account('Town', 'text', 'company.town', 'Town', { ...taken, column: 'town' }),
    account('County', 'text', 'company.county', 'County', { ...taken, column: 'county' }),
    account('Country', 'text', 'company.country', 'Country', { ...taken, column: 'country' }),
    account('Postcode', 'text', 'company.postcode', 'Postcode', { ...taken, column: 'postcode' }),
    account('AccountGroupIDs', 'list', 'company.groupIds', 'Groups that it belongs to', {
      update: true, create: 'mandatory', column: 'groupIds'
    }),
    customFieldsOf('company')
  ]
}

const group = fieldFrom(inferred('The name of the third feed is not public; version 2 has such a module'))

export const companyGroups: MarkedFeed = {
  name: 'CompanyGroup',
  from: 'companyGroup',
  key: 'companyGroup.id',
  fields: [
    group('CompanyGroupID', 'text', 'companyGroup.id', 'Id of the group'),
    group('Name', 'text', 'companyGroup.name', 'Name')
  ]
}
