import { either, quoted } from '../core/words.ts'
import { meantAmong } from './near-ids.ts'

/** What a client puts in the place of a value that it does not have: the word of its language for none, or a name in brackets. */
const unfilled = /^(?:none|null|undefined|nan|nil|\[object Object\]|\$?\{+\s*[\w.-]*\s*\}+|<[\w .-]*>|:\w+)$/i

/** What to look at first, where an id names nothing in a sandbox: the id, the likeliest others, and whether it is the right sandbox. */
export function hintFor (id: string | number, nearest: readonly string[], sandbox: string): string {
  const meant = meantAmong(nearest, String(id))
  const first = unfilled.test(String(id))
    ? `${quoted(id)} is not an id, but what stands for one that was never filled in. `
    : meant.length > 0 ? `Did you mean ${either(meant)}? ` : ''
  return `${first}This is ${sandbox === 'default' ? 'the default sandbox' : `sandbox ${quoted(sandbox)}`}.`
}
