import { Failure, type FieldErrors } from '../core/errors.ts'

/**
 * Makes texts name paths below that of their sandbox, where they say to send something there: `POST /oauth2/access_token`. Sandboxes
 * themselves are the server's.
 */
export const below = (prefix: string) => (text: string): string =>
  prefix === '' ? text : text.replace(/\b(?:GET|POST|PUT|PATCH|DELETE) (?=\/(?!(?:__admin\/)?sandboxes\b))/g, method => method + prefix)

export const errorsBelow = (prefix: string, errors: FieldErrors): FieldErrors =>
  Object.fromEntries(Object.entries(errors).map(([member, texts]) => [member, texts.map(below(prefix))]))

/** The same refusal, as who asks below the path of a sandbox can follow it. */
export const refusedBelow = (prefix: string, failure: Failure): Failure => prefix === ''
  ? failure
  : new Failure(failure.kind, below(prefix)(failure.message), { ...failure, errors: errorsBelow(prefix, failure.errors) })
