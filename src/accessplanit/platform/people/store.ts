import { all, one, oneValue } from '../../../sandbox/database.ts'

export interface Company { id: string, name: string, isTrainingProvider: 0 | 1 }
export const findCompany = one<Company>('SELECT id, name, isTrainingProvider FROM company WHERE id = ?')
/** The training provider with the least id. */
export const findFirstProvider = oneValue<string>('SELECT id FROM company WHERE isTrainingProvider ORDER BY id')

export const findCompanyGroup = oneValue<string>('SELECT id FROM companyGroup WHERE id = ?')
/** Whether a company is in the group, as such lists are no foreign keys. */
export const findCompanyOfGroup = oneValue<string>(`
  SELECT company.id FROM company, json_each(groupIds) AS chosen WHERE chosen.value = ? COLLATE NOCASE LIMIT 1`)

export interface User {
  id: string
  forenames: string | null
  surname: string | null
  email: string | null
  status: string
  mainCompanyId: string | null
  isService: 0 | 1
  password: string | null
  /** Of the account that the user belongs to; null for a user of none. */
  companyStatus: string | null
}
const userColumns = `id, forenames, surname, email, status, mainCompanyId, isService, password,
  (SELECT company.status FROM company WHERE company.id = mainCompanyId) AS companyStatus`
export const findUser = one<User>(`SELECT ${userColumns} FROM user WHERE id = ?`)
/** By id or by email, as people log in. */
export const findUserByName = one<User>(`SELECT ${userColumns} FROM user WHERE id = :name OR (email = :name AND email <> '')`)
export const findUserByEmail = oneValue<string>("SELECT id FROM user WHERE email = ? AND email <> ''")
export const findUserByApiKey = oneValue<string>('SELECT id FROM user WHERE apiKey = ?')
export const listServiceUsers = all<{ id: string, apiKey: string | null, password: string | null }>(
  'SELECT id, apiKey, password FROM user WHERE isService = 1 ORDER BY id')
/** Those who can log in, service users first. */
export const listWithPassword = all<{ id: string, password: string }>(
  "SELECT id, password FROM user WHERE password IS NOT NULL AND status = 'Active' ORDER BY isService DESC, id")
/** The company whose main contact a user is, which is no foreign key. */
export const findCompanyOfContact = oneValue<string>('SELECT id FROM company WHERE mainContactUserId = ?')
