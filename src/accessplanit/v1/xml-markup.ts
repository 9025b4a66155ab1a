import { Failure } from '../../core/errors.ts'

/** What is not markup: each from where it begins to where it ends. */
const asides = [['<!--', '-->'], ['<![CDATA[', ']]>'], ['<?', '?>']] as const

const signs = /[<>"']/g

/**
 * A document without its comments, sections of text and instructions, of which the ends of lines stay. It is read once, from its
 * beginning to its end: an expression would look for the end of each comment again, and 300 KB of beginnings would take minutes.
 * Throws Failure.
 */
export function markupOf (document: string): string {
  const parts: string[] = []
  let at = 0
  for (let open = document.indexOf('<'); open >= 0; open = document.indexOf('<', at)) {
    parts.push(textBetween(document, at, open))
    const aside = asides.find(([begin]) => document.startsWith(begin, open))
    at = aside ? endOf(document, aside[1], open + aside[0].length) : endOfTag(document, open)
    const piece = document.slice(open, at)
    if (piece.startsWith('<!--') && /--|-$/.test(piece.slice(4, -3))) {
      throw new Failure('unreadable', 'The body is not XML: a comment has "--" in it. Leave that out')
    }
    parts.push(aside ? piece.replace(/[^\n]+/g, '') : piece)
  }
  return [...parts, textBetween(document, at)].join('')
}

function textBetween (document: string, from: number, to?: number): string {
  const text = document.slice(from, to)
  if (text.includes(']]>')) throw new Failure('unreadable', 'The body is not XML: "]]>" stands in a text, where it is written ]]&gt;')
  return text
}

function endOfTag (document: string, open: number): number {
  // Nothing of a document type is needed, and its entities could grow without end.
  if (/^<!DOCTYPE/i.test(document.slice(open, open + 9))) {
    throw new Failure('unreadable', 'The body has a document type, which is not taken')
  }
  for (let at = open + 1; ;) {
    signs.lastIndex = at
    const sign = signs.exec(document)
    if (sign?.[0] === '>') return sign.index + 1
    if (!sign || sign[0] === '<') throw notXml(document, open)
    at = endOf(document, sign[0], sign.index + 1)
    if (document.slice(sign.index, at).includes('<')) {
      throw new Failure('unreadable', 'The body is not XML: "<" stands in an attribute, where it is written &lt;')
    }
  }
}

function endOf (document: string, sign: string, from: number): number {
  const at = document.indexOf(sign, from)
  if (at < 0) throw notXml(document, from)
  return at + sign.length
}

const notXml = (document: string, at: number): Failure =>
  new Failure('unreadable', `The body is not XML: what begins at ${JSON.stringify(document.slice(at, at + 20))} has no end`)
