import { script, type Event } from './format.ts'

/** What a folder plays in: the data of a sandbox, its clock, and whether each request begins where the sandbox began. */
export interface World { readonly fixture: string, readonly clock: string | undefined, readonly isRestored: boolean }

/** Makes a sandbox for the first request of a folder, and for any other that finds none. By the variable that is to have its id. */
export const makesSandboxes = (worlds: Readonly<Record<string, World>>): Event => script('prerequest', `\
// Each folder plays in a sandbox of its own, which its first request makes: so it can be played again, and nobody else is in the way.
// Its clock stands, so that the days in the requests are right on whatever day they are sent.
const worlds = ${JSON.stringify(worlds, null, 2)}
const variable = String(pm.request.headers.get('Sandbox-Id')).replace(/[{}]/g, '')
const { fixture, clock, isRestored } = worlds[variable]
const adminToken = pm.variables.get('adminToken')
const admin = (path, body, then) => pm.sendRequest({
  url: pm.variables.get('baseUrl') + path,
  method: 'POST',
  header: { 'Content-Type': 'application/json', ...adminToken && { Authorization: 'Bearer ' + adminToken } },
  body: { mode: 'raw', raw: JSON.stringify(body) }
}, (error, answer) => {
  if (error) throw new Error('No sandbox answers at ' + pm.variables.get('baseUrl') + '. Start one: npm start in a checkout')
  if (answer.code >= 300) throw new Error(path + ' answers ' + answer.code + ': ' + answer.text())
  then(answer)
})
const ofSandbox = (path) => '/sandboxes/' + pm.collectionVariables.get(variable) + '/__admin' + path

if (pm.info.requestName.startsWith('1. ') || !pm.collectionVariables.get(variable)) {
  const frozen = clock ? { clock: { mode: 'frozen', now: clock } } : {}
  admin('/__admin/sandboxes', { fixture, ttlSeconds: 3600, ...frozen }, (answer) => {
    pm.collectionVariables.set(variable, answer.json().id)
    pm.collectionVariables.set('today', answer.json().clock.today)
    if (isRestored) admin(ofSandbox('/snapshots'), { id: 'start' }, () => {})
  })
} else if (isRestored) {
  // What is shown of one operation is not in the way of the next.
  admin(ofSandbox('/snapshots/start/restore'), {}, () => {})
}
if (adminToken && pm.request.url.getPath().includes('/__admin')) {
  pm.request.headers.upsert({ key: 'Authorization', value: 'Bearer ' + adminToken })
}`)

/** What an answer is held to: its status, values of it, names of its members, and what of it is kept for later requests. */
export interface Held {
  readonly status: number
  /** JSON, "…" where it can be anything. */
  readonly shown?: unknown
  readonly members?: readonly string[]
  readonly contentType?: string | undefined
  readonly keeps?: { readonly name: string, readonly member: string } | undefined
}

export function holds ({ status, shown, members, contentType, keeps }: Held): Event {
  const values = linesOf(shown, 'answer', [])
  const test = (name: string, lines: readonly string[]) => [`pm.test(${quoted(name)}, () => {`, ...lines.map(line => `  ${line}`), '})']
  const answer = 'const answer = pm.response.json()'
  return script('test', [
    ...test(`answers ${status}`, [`pm.response.to.have.status(${status})`]),
    ...contentType === undefined
      ? []
      : test(`is ${contentType}`, [`pm.expect(pm.response.headers.get('Content-Type')).to.include(${quoted(contentType)})`]),
    ...members && members.length > 0 ? test('has its members', [answer, `pm.expect(answer).to.include.all.keys(${quoted(members)})`]) : [],
    ...values.length > 0 ? test('has the values that the walk shows', [answer, ...values]) : [],
    ...keeps ? keptBy(keeps) : []
  ].join('\n'))
}

/** The last member of that name, wherever it stands. */
const keptBy = ({ name, member }: { name: string, member: string }): string[] => [
  `const [, quoted, bare] = [...pm.response.text().matchAll(/"${member}": ?(?:"([^"]*)"|([^\\s,}\\]]+))/g)].pop()`,
  `pm.collectionVariables.set(${quoted(name)}, quoted ?? bare)`
]

const quoted = (value: unknown): string => typeof value === 'string'
  ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
  : Array.isArray(value) ? `[${value.map(quoted).join(', ')}]` : JSON.stringify(value)

const isName = /^[a-z_$][\w$]*$/i

/** A line for each value that is shown. */
function linesOf (shown: unknown, at: string, lines: string[]): string[] {
  if (shown === undefined || shown === '…') return lines
  if (Array.isArray(shown)) {
    lines.push(`pm.expect(${at}).to.have.lengthOf(${shown.length})`)
    shown.forEach((it, i) => linesOf(it, `${at}[${i}]`, lines))
  } else if (typeof shown === 'object' && shown !== null) {
    for (const [name, it] of Object.entries(shown)) linesOf(it, isName.test(name) ? `${at}.${name}` : `${at}[${quoted(name)}]`, lines)
  } else lines.push(`pm.expect(${at}).to.eql(${quoted(shown)})`)
  return lines
}
