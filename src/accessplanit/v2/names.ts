/** The rules speak of members by the names of version 1; these are version 2's. */
const names: Readonly<Record<string, string>> = {
  MaxPlaces: 'Places',
  MinPlaces: 'MinPlaces',
  CourseTemplateID: 'CourseID',
  EmailAddress: 'Email',
  PhoneNumber: 'Phone',
  DateOfBirth: 'DOB',
  MainAccountID: 'MainCompanyID',
  AccountGroupIDs: 'CompanyGroupIDs'
}

const anyName = new RegExp(`\\b(?:${Object.keys(names).join('|')})\\b`, 'g')

export const inV2 = (text: string): string => text.replace(anyName, name => names[name]!)
