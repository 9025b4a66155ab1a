import { Failure } from '../../core/errors.ts'
import { cut } from '../../core/words.ts'

/** What may stand in a document, by XML 1.0 §2.2 and §4.1. The parser leaves out what refers to nothing, without a word. */

const allowed = 'XML has the characters 9, 10, 13, 32 to 55295 (D7FF), 57344 (E000) to 65533 (FFFD) and 65536 (10000) to 1114111 ' +
  '(10FFFF), each as one number'

// eslint-disable-next-line no-control-regex -- It is these that are looked for.
const noCharacter = /[\0-\x08\v\f\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/u

/** XML has no other names, and takes none of them in capitals. */
const named = /^&(?:amp|lt|gt|quot|apos);$/

/** More digits than these are no character, but for zeros before them. */
const numbered = /^&#(?:0*(\d{1,20})|x0*([\da-fA-F]{1,20}));$/

/** A document whose references have no zeros before their numbers, of which the parser reads no more than a few. */
export const withoutZeros = (document: string): string =>
  document.replace(/<!\[CDATA\[[^]*?\]\]>|<!--[^]*?-->|(&#x?)0+(?=[\da-fA-F])/g, (whole, sign?: string) => sign ?? whole)

/** Throws Failure for what is no character, written or referred to. `markup` is the document without comments, on the same lines. */
export function holdToCharacters (document: string, markup: string): void {
  const at = document.search(noCharacter)
  if (at >= 0) throw notXml(`character ${document.charCodeAt(at)} stands on line ${lineOf(document, at)}. Leave it out. ${allowed}`)
  for (const { 0: reference, index } of markup.matchAll(/&[^;]*;?/g)) {
    if (named.test(reference)) continue
    const [, decimal, hex] = numbered.exec(reference) ?? []
    if (decimal === undefined && hex === undefined) throw notXml(`there is no entity ${cut(reference)}`)
    if (isNoCharacter(decimal === undefined ? parseInt(hex!, 16) : Number(decimal))) {
      throw notXml(`${reference} on line ${lineOf(markup, index)} refers to no character. ${allowed}`)
    }
  }
}

const isNoCharacter = (code: number): boolean => code > 0x10FFFF || noCharacter.test(String.fromCodePoint(code))

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length

const notXml = (what: string): Failure => new Failure('unreadable', `The body is not XML: ${what}`)
