import { all, one, oneValue, run } from '../../../sandbox/database.ts'

export interface Basket { id: number, uniqueId: string, userId: string, isComplete: 0 | 1, discountCode: string | null }

export const findOpenBasket = one<Basket>('SELECT * FROM basket WHERE userId = ? AND NOT isComplete')
export const findBasket = one<Basket>('SELECT * FROM basket WHERE uniqueId = ?')
export const insertBasket = run('INSERT INTO basket (id, uniqueId, userId) VALUES (?, ?, ?)')
export const completeBasket = run('UPDATE basket SET isComplete = 1 WHERE id = ?')
export const setDiscount = run('UPDATE basket SET discountCode = ? WHERE id = ?')

export interface BasketItem { id: number, courseDateId: string, name: string, startDate: string, netCost: number, tax: number }
export const listItems = all<BasketItem>(`
  SELECT basketItem.id, courseDateId, coalesce(nullif(alias, ''), label) AS name, startDate, netCost, tax
  FROM basketItem JOIN courseDate ON courseDate.id = courseDateId JOIN courseTemplate ON courseTemplate.id = courseId
  WHERE basket = ? ORDER BY basketItem.id`)
export const findItem = oneValue<string>('SELECT courseDateId FROM basketItem WHERE basket = ? AND id = ?')
export const hasCourse = oneValue<1>('SELECT 1 FROM basketItem WHERE basket = ? AND courseDateId = ?')
export const insertItem = run('INSERT INTO basketItem (id, basket, courseDateId) VALUES (?, ?, ?)')
export const deleteItem = run('DELETE FROM basketItem WHERE basket = ? AND id = ?')

export interface BasketUser { id: string, forenames: string, surname: string, email: string | null, companyName: string | null }
const person = 'user.id, user.forenames, user.surname, user.email, company.name AS companyName'
export const listAssigned = all<BasketUser>(`
  SELECT ${person} FROM basketItemUser JOIN user ON user.id = userId LEFT JOIN company ON company.id = mainCompanyId
  WHERE item = ? ORDER BY user.id`)
/** Those of the booking user's company who are not on the course, nor in the basket for it. */
export const listAvailable = all<BasketUser>(`
  SELECT ${person} FROM user JOIN company ON company.id = user.mainCompanyId
  WHERE user.mainCompanyId = (SELECT mainCompanyId FROM user AS booker WHERE booker.id = :bookingUser) AND NOT user.isService
    AND NOT EXISTS (
      SELECT 1 FROM delegate WHERE delegate.userId = user.id AND delegate.courseDateId = :courseDateId AND delegate.status <> 'Cancelled')
    AND NOT EXISTS (SELECT 1 FROM basketItemUser WHERE item = :item AND basketItemUser.userId = user.id)
  ORDER BY user.id`)
export const assignUser = run('INSERT OR IGNORE INTO basketItemUser (item, userId) VALUES (?, ?)')
export const unassignUser = run('DELETE FROM basketItemUser WHERE item = ? AND userId = ?')

export interface Discount { code: string, name: string, percent: number }
export const findDiscount = one<Discount>('SELECT * FROM discount WHERE code = ?')
