import { Failure, type FieldErrors } from '../core/errors.ts'
import { ownRequestHeaders } from '../sandbox/own-headers.ts'

/** What a refusal says that the real API would not: whom it could not know of. */
const ownWords = /sandbox|fixture|__admin|\bdemo\b/i

/** Values may have such words in them, and so may paths, but those of the sandbox's own API. */
const withoutValues = (text: string): string => text.replace(/"[^"]*"/g, '').replace(/(?<![^ ])\/(?!\S*__admin)\S+/g, '')

const isOwn = (text: string): boolean => ownWords.test(withoutValues(text))

/** A sentence without the parts of it that speak of the sandbox; empty where nothing else is said. */
function ofReality (sentence: string): string {
  if (!isOwn(sentence)) return sentence
  const parts = sentence.replace(/ \([^()]*\)/g, part => isOwn(part) ? '' : part).split('; ')
  const own = parts.findIndex(isOwn)
  // What follows is only understood after it.
  const kept = own < 0 ? parts : parts.slice(0, own)
  return kept.join('; ').replace(/(?<=.)\.?$/, '.')
}

const inRealWords = (text: string, otherwise: string): string =>
  text.split(/(?<=[.?]) (?=[A-Z])/).map(ofReality).filter(sentence => sentence !== '').join(' ') || otherwise

/** Whoever sends a header of the sandbox's own speaks to that, and no real API could answer a mistake in one. */
const isOfOwnHeader = (message: string): boolean => ownRequestHeaders.some(name => message.startsWith(name))

/** A refusal as it goes out where replies are to be the real API's alone; in trouble of its own the sandbox says so all the same. */
export function asRealApi (failure: Failure): Failure {
  const { kind, message } = failure
  if (kind === 'internal' || kind === 'unavailable' || kind === 'full' || isOfOwnHeader(message)) return failure
  const otherwise = `${failure.title}.`
  const errors: FieldErrors = Object.fromEntries(Object.entries(failure.errors)
    .map(([member, messages]) => [member, messages.map(text => inRealWords(text, otherwise))]))
  return new Failure(kind, inRealWords(message, otherwise), { ...failure, errors })
}
