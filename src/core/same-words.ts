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
  ['exactly', 'times'],
  ['orgid', 'organisationid', 'organizationid', 'eid', 'edumis', 'edumisnumber']
]

/** Words that names of operations begin with, by what they have done. */
export const verbs: ReadonlyArray<readonly string[]> = [
  ['create', 'record', 'add', 'register', 'make', 'new', 'post', 'save', 'submit', 'upload'],
  ['get', 'show', 'list', 'read', 'fetch', 'find', 'retrieve', 'describe'],
  ['update', 'change', 'modify', 'edit', 'patch', 'put', 'set'],
  ['delete', 'remove', 'clear', 'cancel']
]
