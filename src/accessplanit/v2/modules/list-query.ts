import { Type } from '@sinclair/typebox'
import { vendorClient } from '../../sources.ts'

const option = (description: string, example?: string, repeated: 'last' | 'join' = 'last') =>
  Type.Optional(Type.String({ description, ...(example && { example }), 'x-basis': vendorClient, 'x-repeated': repeated }))

/** One that is sent twice is no fault: the vendor's own client sends `$select` with all names and with a few. */
export const ListQuery = Type.Object({
  $select: option('Which members, by name; all that are given, or * for all there are', 'ID,StartDate', 'join'),
  $filter: option('Which records', "StartDate ge 2026-01-01 and contains(VenueTown, 'Nelson')"),
  $orderby: option('In which order', 'StartDate asc'),
  $top: option('How many at most; 100 if left out, -1 for all', '10'),
  $skip: option('How many to pass over', '0'),
  $count: option('true counts all that there are', 'true')
})
