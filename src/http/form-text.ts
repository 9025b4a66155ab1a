import { parse } from 'fast-querystring'
import { comparesSecret, isNoName, mask } from '../sandbox/redaction.ts'

/**
 * What is sent in the place of names and values, above all with the Content-Type of a form, as `curl -d` gives it to all that it sends: it
 * may be no form, and is then one long name.
 */

/** Quotation marks and brackets begin no name, but what some send for a form. */
const beginsOtherwise = /^\s*([{[<"'])/

const nameOfField = /^\s*[\p{L}\p{M}\p{N}_.$[\]@-]{1,100}\s*$/u

/** A name that is none has text in it that may be a secret: of that only the sign is kept by which it shows what it is. */
const shown = (name: string): string => `${beginsOtherwise.exec(name)?.[1] ?? ''}${mask}`

/** The fields of a form; of what is no form, a field whose name says what it looks like. A name that comes twice has a list. */
export function readFormText (text: string): object {
  const fields = parse(text)
  const names = Object.keys(fields)
  if (names.every(name => nameOfField.test(name))) return fields
  // Signs of a form may stand in any text: what is behind such a one is no field either.
  const whole = parse(text.replace(/[&=]/g, '')) as object
  const [begin = ''] = Object.keys(whole)
  if (beginsOtherwise.test(begin)) return { [shown(begin)]: '' }
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => nameOfField.test(name) ? [name, value] : [shown(name), '']))
}

/** The options of a query. What they are called is told of, so what can be no name is not kept either. */
export function readQuery (text: string): Record<string, unknown> {
  const options = parse(text) as Record<string, unknown>
  const names = Object.keys(options)
  if (names.every(isOption)) return options
  return Object.fromEntries(Object.entries(options).map(([name, value]) => isOption(name) ? [name, value] : [shown(name), '']))
}

const isOption = (name: string): boolean => name.length <= 200 && !isNoName(name) && !comparesSecret(name)

const languages: Readonly<Record<string, string>> = { '{': 'JSON', '[': 'JSON', '<': 'XML' }

/** A sentence for what came in the place of a form; undefined for a form. */
export function insteadOfForm (form: object): string | undefined {
  const name = Object.keys(form).find(it => it.endsWith(mask))
  const language = name === undefined ? undefined : languages[name[0]!]
  return language && `The body is ${language}, though its Content-Type is that of a form, application/x-www-form-urlencoded: ` +
    'keep that, and send name=value, joined by &.'
}
