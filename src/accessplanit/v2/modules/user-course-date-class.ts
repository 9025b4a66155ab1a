import { unseenList, type Module } from '../field.ts'
import { delegateFields, delegateKey, ofType } from './delegates.ts'

export const userCourseDateClass: Module = {
  name: 'UserCourseDateClass',
  description: 'Delegates on courses that are held in a class',
  basis: unseenList,
  from: ofType('Class'),
  ...delegateKey,
  // They are written where they are delegates of any course.
  fields: delegateFields.map(({ column: _, ...field }) => field)
}
