import { quoted } from '../core/words.ts'
import { isUnfilled } from '../sandbox/hints.ts'

/** What there is in a header where a bearer token is due. */

/** So much is enough to tell; nobody has a longer token. */
const longest = 20_000

/** What people send in its place, without the word Bearer before it, and what is said of that. */
const others: ReadonlyArray<readonly [is: (text: string) => boolean, said: string]> = [
  [text => /^Bearer\s/i.test(text), 'The Authorization header has the word Bearer twice.'],
  [text => /^Basic\s/i.test(text), 'The Authorization header has Basic credentials, and no bearer token.'],
  [text => /^["']?\{.*access_token/i.test(text), 'The bearer token is the whole reply with the token; send its access_token alone.'],
  [text => /^["'`]|["'`]$/.test(text), 'The bearer token stands in quotes; send it without them.'],
  [isUnfilled, 'The bearer token is {}, which stands for one that was never filled in.']
]

/** A sentence for the first of some headers that has something else than a token; undefined where none has. */
export function insteadOfBearer (headers: readonly string[]): string | undefined {
  for (const header of headers) {
    const text = header.slice(0, longest).replace(/^Bearer\s+/i, '')
    const found = others.find(([is]) => is(text))
    if (found) return found[1].replace('{}', () => quoted(text))
  }
  return undefined
}

/** A sentence for a request without a bearer token. */
export const noBearer = ({ authorizationGiven, instead }: { authorizationGiven: boolean, instead?: string }): string =>
  instead ?? `The Authorization header ${authorizationGiven ? 'has no bearer token' : 'is missing'}.`
