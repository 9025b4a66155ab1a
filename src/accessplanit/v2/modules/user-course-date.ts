import { delegateKind } from '../../platform/bookings/kinds.ts'
import { courseDateExists } from '../../platform/courses/rules.ts'
import { inBody } from '../../platform/must-exist.ts'
import { namesIn } from '../../platform/names.ts'
import { vendorClient } from '../../sources.ts'
import type { Module } from '../field.ts'
import { delegateFields, delegateFrom, delegateKey } from './delegates.ts'

const kind = delegateKind(namesIn(delegateFields, { id: 'ID', maxPlaces: 'Places' }), inBody(courseDateExists))

export const userCourseDate: Module = {
  name: 'UserCourseDate',
  description: 'Delegates: users on courses',
  basis: vendorClient,
  from: delegateFrom,
  kind,
  ...delegateKey,
  canCreate: true,
  canDelete: true,
  fields: delegateFields,
  rules: [...new Set([...kind.rules.create, ...kind.rules.update])]
}
