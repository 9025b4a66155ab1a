import { Type, type TObject, type TOptional, type TSchema, type TString } from '@sinclair/typebox'
import { published, text } from '../../../core/schema.ts'
import { vendorClient } from '../../sources.ts'

const option = (description: string, example?: string, repeated: 'last' | 'join' = 'last') =>
  Type.Optional({ ...text({ basis: vendorClient, description, ...(example && { example }) }), 'x-repeated': repeated })

/** What an option is read as, from its text, once it is known that it is of use. */
const readAs = <Option extends TSchema>(type: object, option: Option): Option => ({ ...option, [published]: type })

type OptionName = '$select' | '$filter' | '$orderby' | '$top' | '$skip' | '$count'

/** One that is sent twice is no fault: the vendor's own client sends `$select` with all names and with a few. */
export const ListQuery: TObject<Record<OptionName, TOptional<TString>>> = Type.Object({
  $select: option('Which members, by name; all that are given, or * for all there are', 'ID,StartDate', 'join'),
  $filter: option('Which records', "StartDate ge 2026-01-01 and contains(VenueTown, 'Nelson')"),
  $orderby: option('In which order', 'StartDate asc'),
  $top: readAs({ type: 'integer', minimum: -1, maximum: 999_999_999, example: 10 }, option('How many; 100 if left out, -1 for all')),
  $skip: readAs({ type: 'integer', minimum: 0, maximum: 999_999_999, example: 0 }, option('How many to pass over')),
  $count: readAs({ type: 'boolean', example: true }, option('true counts all that there are'))
})

/** What a call about one record takes of that. */
export const RecordQuery: TObject<{ $select: TOptional<TString> }> = Type.Object({
  $select: option('Which members the reply has, by name; all if left out', undefined, 'join')
})
