/** The members under which version 1 files the refusals of rules, and what version 2 calls them. */
export const fieldNames: Readonly<Record<string, string>> = {
  MaxPlaces: 'Places',
  CourseTemplateID: 'CourseID',
  EmailAddress: 'Email',
  PhoneNumber: 'Phone',
  DateOfBirth: 'DOB',
  MainAccountID: 'MainCompanyID',
  AccountGroupIDs: 'CompanyGroupIDs'
}
