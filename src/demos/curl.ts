import { BadDemo, type DemoRequest } from './demo.ts'

/** The options of curl that a walk can have, and what each takes to a request. */

interface Draft {
  url?: string
  method?: string
  headers: Record<string, string>
  data: string[]
  isForm: boolean
  isQuery: boolean
  isShown: boolean
}

type Take = (draft: Draft, value: string, line: number) => void

const json: Take = (draft, value) => {
  draft.data.push(value)
  draft.headers = { 'Content-Type': 'application/json', Accept: 'application/json', ...draft.headers }
}

const form = (read: (value: string) => string): Take => (draft, value) => {
  draft.data.push(read(value))
  draft.isForm = true
}

/** `name=value`, whose value is encoded. */
function encoded (value: string): string {
  const at = value.indexOf('=')
  return at < 0 ? encodeURIComponent(value) : `${value.slice(0, at + 1)}${encodeURIComponent(value.slice(at + 1))}`
}

const header: Take = (draft, value, line) => {
  const [, name, text] = /^([\w-]+):\s*(.*)$/.exec(value) ?? []
  if (name === undefined) throw new BadDemo(line, `"${value}" is not a header. Write a name, a colon and a value: -H 'EID: 9001'`)
  draft.headers[name] = text!
}

const taking: Readonly<Record<string, Take>> = {
  X: (draft, value) => { draft.method = value.toUpperCase() },
  H: header,
  d: form(it => it),
  u: (draft, value) => { draft.headers.Authorization = `Basic ${Buffer.from(value).toString('base64')}` },
  o: (draft) => { draft.isShown = false },
  A: (draft, value) => { draft.headers['User-Agent'] = value },
  json,
  'data-urlencode': form(encoded),
  url: (draft, value) => { draft.url = value }
}

const plain: Readonly<Record<string, (draft: Draft) => void>> = {
  s: () => {},
  S: () => {},
  f: () => {},
  L: () => {},
  G: (draft) => { draft.isQuery = true }
}

/** By which the long names of options are known, too. */
const longNames: Readonly<Record<string, string>> = {
  request: 'X', header: 'H', data: 'd', 'data-raw': 'd', user: 'u', output: 'o', silent: 's', 'show-error': 'S', get: 'G', location: 'L'
}

const base = /^(?:http:\/\/)?localhost:4010(?=\/|$|\?)/

/** The request that a line of curl sends. Throws BadDemo. */
export function requestOf (words: readonly string[], line: number): Omit<DemoRequest, 'keeps' | 'shown'> {
  if (words[0] !== 'curl') {
    throw new BadDemo(line, `a page cannot play "${words[0]}". Write lines of curl, and NAME=value.`)
  }
  const draft: Draft = { headers: {}, data: [], isForm: false, isQuery: false, isShown: true }
  const rest = words.slice(1)
  while (rest.length > 0) takeWord(draft, rest, line)
  if (draft.url === undefined) throw new BadDemo(line, 'this curl has no address. Write one that begins with localhost:4010.')
  if (!base.test(draft.url)) {
    throw new BadDemo(line, `a demo plays in a sandbox of its own, and "${draft.url}" is elsewhere. Write an address that begins with ` +
      'localhost:4010.')
  }
  const body = draft.data.length > 0 ? draft.data.join(draft.isForm ? '&' : '') : undefined
  const path = draft.url.replace(base, '') || '/'
  return {
    method: draft.method ?? (body === undefined || draft.isQuery ? 'GET' : 'POST'),
    path: draft.isQuery && body !== undefined ? `${path}${path.includes('?') ? '&' : '?'}${body}` : path,
    headers: draft.isForm && !draft.isQuery ? { 'Content-Type': 'application/x-www-form-urlencoded', ...draft.headers } : draft.headers,
    body: draft.isQuery ? undefined : body,
    isShown: draft.isShown
  }
}

function takeWord (draft: Draft, rest: string[], line: number): void {
  const word = rest.shift()!
  if (!word.startsWith('-') || word === '-') {
    if (draft.url !== undefined) {
      throw new BadDemo(line, `this curl has two addresses, "${draft.url}" and "${word}". Put a value with spaces between '.`)
    }
    draft.url = word
  } else if (word.startsWith('--')) takeOption(draft, word.slice(2), word, rest, line)
  else takeLetters(draft, word, rest, line)
}

/** `-sX POST`, `-XPOST`. */
function takeLetters (draft: Draft, word: string, rest: string[], line: number): void {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at]!
    if (Object.hasOwn(taking, letter) && at < word.length - 1) {
      taking[letter]!(draft, word.slice(at + 1), line)
      return
    }
    takeOption(draft, letter, `-${letter}`, rest, line)
  }
}

function takeOption (draft: Draft, name: string, written: string, rest: string[], line: number): void {
  const known = longNames[name] ?? name
  if (Object.hasOwn(plain, known)) return plain[known]!(draft)
  if (!Object.hasOwn(taking, known)) {
    throw new BadDemo(line, `a page cannot play curl's ${written}. Use -s, -X, -H, --json, -d, --data-urlencode, -G, -u or -o.`)
  }
  const value = rest.shift()
  if (value === undefined) throw new BadDemo(line, `curl's ${written} wants a value, and nothing follows it.`)
  taking[known]!(draft, value, line)
}
