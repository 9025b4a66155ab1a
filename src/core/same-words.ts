/** Words that programs have for the same thing, in small letters and without blanks. */
export const alike: ReadonlyArray<readonly string[]> = [
  ['firstname', 'firstnames', 'forename', 'forenames', 'givenname', 'givennames'],
  ['lastname', 'surname', 'familyname'],
  ['dob', 'dateofbirth', 'birthdate', 'birthday'],
  ['mobile', 'mobilephone', 'cellphone', 'mobilenumber'],
  ['zip', 'zipcode', 'postcode', 'postalcode'],
  ['places', 'maxplaces', 'capacity', 'seats'],
  ['gender', 'sex'],
  ['frozen', 'freeze', 'froze', 'fixed', 'paused', 'stopped'],
  ['title', 'label', 'name'],
  ['orgid', 'organisationid', 'organizationid', 'eid', 'edumis', 'edumisnumber']
]
