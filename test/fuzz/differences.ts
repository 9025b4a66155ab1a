/** What goes on besides the request that is made, and why that is let pass. */

/** What a web service answers with 500, as .NET does: that is a refusal like any other. */
export const refusalsOf500 = /^(?:Missing parameter: \w+\.|.* Web Service method name is not valid\.)\r\n$/

/** Tables that are written when a request has been answered already: what came of webhooks. */
export const byAndBy: ReadonlySet<string> = new Set(['webhookInstance'])

/** A GET of a basket opens one for a user who has none; one of a validation run is counted, as a run may go on by being read. */
export const writingReads = /\/(?:apibasket\/v2\/basket|v1\.0\/validation)\/[^/]*$/i

/** A validation goes on after it was asked for; a GET of the same path answers when it is over. */
export const goingOn = /\/v1\.0\/validation\/[^/]+$/i
