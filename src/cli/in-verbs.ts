import { requestIn } from '../core/advised.ts'
import { placeOf } from '../library/connect.ts'

/**
 * The verbs that ask the sandbox's own API, each with the request that it is. What a path has is an argument, in its order; of a body what
 * is named behind the verb, too; all else has the flag of its name.
 */
export const verbs: ReadonlyArray<readonly [method: string, path: string, verb: string, ...more: string[]]> = [
  ['POST', '/reset', 'reset'],
  ['GET', '/clock', 'clock'],
  ['PUT', '/clock', 'clock set'],
  ['POST', '/clock/advance', 'clock advance'],
  ['GET', '/calendar', 'clock calendar'],
  ['GET', '/snapshots', 'snapshot list'],
  ['POST', '/snapshots', 'snapshot save', 'id'],
  ['POST', '/snapshots/:id/restore', 'snapshot restore'],
  ['DELETE', '/snapshots/:id', 'snapshot delete'],
  ['GET', '/state/export', 'snapshot export'],
  ['POST', '/state/import', 'snapshot import'],
  ['GET', '/sandboxes', 'sandbox list'],
  ['POST', '/sandboxes', 'sandbox create', 'id'],
  ['DELETE', '/sandboxes/:id', 'sandbox delete'],
  ['GET', '/faults', 'fault list'],
  ['POST', '/faults', 'fault add'],
  ['DELETE', '/faults/:id', 'fault remove'],
  ['DELETE', '/faults', 'fault clear'],
  ['GET', '/requests', 'requests'],
  ['DELETE', '/requests', 'requests clear'],
  ['GET', '/requests/:id/explain', 'explain'],
  ['POST', '/tokens', 'token'],
  ['GET', '/rules', 'rules'],
  ['PATCH', '/rules/:id', 'rules set'],
  ['GET', '/readings', 'readings'],
  ['PUT', '/readings', 'readings set'],
  ['GET', '/rules/coverage', 'coverage']
]

/**
 * What the sandbox advises as a request, as the verb that is it; with its address, where that is another than was asked, `url`. What is no
 * verb has the server's address.
 */
export function inVerbs (text: string, url: string): string {
  const { server } = placeOf(url)
  const told = verbs.reduce((said, [method, path, verb, ...more]) => {
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)
    const pattern = new RegExp(String.raw`${requestIn(method, `/__admin${path}`)}(?:\?([\w=&]+))?(?: with (\{"[^{}…]*\}))?`, 'g')
    return said.replace(pattern, (_, id: string | undefined, ...found: string[]) => {
      const [query, body] = found.slice(names.length)
      const inPath = Object.fromEntries(names.map((name, at) => [name, found[at]!.replace(/^\{(.*)\}$/, '<$1>')]))
      const given = { ...inPath, ...Object.fromEntries(new URLSearchParams(query)), ...membersIn(body) }
      return ['tms-sandbox', verb, ...wordsOf(given, [...names, ...more]), ...addressOf(id, url)].join(' ')
    })
  }, text.replace('Send "Authorization: Bearer <token>", with the one', 'Give --admin-token <TOKEN>, the one'))
  return told.replace(/\b[A-Z]+ (?=(?:\/sandboxes\/[^/\s]+)?\/__admin\b)/g, method => method + server)
}

const membersIn = (body = '{}'): object => JSON.parse(body) as object

function wordsOf (given: Readonly<Record<string, unknown>>, names: readonly string[]): string[] {
  const flags = Object.entries(given).filter(([name]) => !names.includes(name))
  return [
    ...names.filter(name => name in given).map(name => String(given[name])),
    ...flags.flatMap(([name, value]) => [`--${name.replace(/[A-Z]/g, '-$&').toLowerCase()}`, [value].flat().join(',')])
  ]
}

/** A path without a sandbox is of the default one. */
function addressOf (id: string | undefined, asked: string): string[] {
  const { server, prefix } = placeOf(asked)
  if (`/sandboxes/${id ?? 'default'}` === (prefix || '/sandboxes/default')) return []
  return ['--url', id === undefined ? server : `${server}/sandboxes/${id}`]
}
