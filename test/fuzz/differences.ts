import type { Schema } from './operations.ts'
import type { Silence } from './schema.ts'

/** Where an OpenAPI document and the wire differ today, and why that is let pass. Nothing else is. */

const form = ['application/x-www-form-urlencoded']
const fields = (...names: string[]): Schema =>
  ({ type: 'object', properties: Object.fromEntries(names.map(name => [name, { type: 'string' }])) })

/** Bodies that a document gives as an object without members, as no page shows them. */
export const bodiesOnTheWire: Readonly<Record<string, { schema: Schema, types: string[] }>> = {
  'accessplanit-v1 RequestToken': { schema: fields('grant_type', 'username', 'password', 'refresh_token'), types: form },
  'accessplanit-v2 RequestToken': { schema: fields('grant_type', 'username', 'password', 'refresh_token'), types: form },
  'accessplanit-v2 Login': { schema: fields('UserName', 'Password'), types: form }
}

/** What a web service answers with 500, as .NET does: that is a refusal like any other. */
export const refusalsOf500 = /^(?:Missing parameter: \w+\.|.* Web Service method name is not valid\.)\r\n$/

/** Replies that are no JSON: the document of a reply in CSV says JSON, as it is made from a schema. */
export const otherContent: Readonly<Record<string, RegExp>> = {
  'tec-provider-based GetSubmissionContents': /^text\/csv; charset=utf-8$/,
  'tec-provider-based GetSignedSubmissionContents': /^text\/csv; charset=utf-8$/,
  ...Object.fromEntries(['GetCoursesPackage', 'GetCourses', 'CourseDatesHandler'].map(it => [`accessplanit-legacy ${it}`, /^text\/xml; charset=utf-8$/])),
  ...Object.fromEntries(['ShowWebIntegration', 'ShowCourseBooker', 'ShowContactCompany', 'ShowAddItems']
    .map(it => [`accessplanit-legacy ${it}`, /^text\/html; charset=utf-8$/]))
}

/**
 * accessplanit shows each member of a record, null where there is no value; and version 2 the custom fields of the platform,
 * which are records of it. Neither is in the documents.
 */
export const silence: Readonly<Record<string, Silence>> = {
  'accessplanit-v1': { nulls: true },
  'accessplanit-v2': { nulls: true, members: /^CF_/ }
}

/** Tables that are written when a request has been answered already: what came of webhooks. */
export const byAndBy: ReadonlySet<string> = new Set(['webhookInstance'])

/** A GET of a basket opens one for a user who has none; one of a validation run is counted, as a run may go on by being read. */
export const writingReads = /\/(?:apibasket\/v2\/basket|v1\.0\/validation)\/[^/]*$/i

/** A validation goes on after it was asked for; a GET of the same path answers when it is over. */
export const goingOn = /\/v1\.0\/validation\/[^/]+$/i
