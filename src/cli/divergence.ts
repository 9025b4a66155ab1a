import { quoted } from '../core/words.ts'
import type { Explanation, JournalEntry, ServedPlace, Verdict } from '../library/types.ts'
import { writeTo } from './given-files.ts'
import { controlsOf, type RemoteFlags } from './remote.ts'
import { shapeOf, valuesIn, withoutValues } from './without-values.ts'

export interface DivergenceFlags extends RemoteFlags {
  readonly out?: string
}

/** Writes what somebody can send to the project where the real API answered otherwise: nothing of it is a value of the request. */
export async function writeDivergence (id: string, flags: DivergenceFlags): Promise<void> {
  const controls = await controlsOf(flags)
  const entry = await controls.requests.get(id)
  const explanation = await controls.requests.explain(entry.id)
  const [{ version }, places] = [await controls.health(), await controls.contract()]
  const text = JSON.stringify({ sandbox: version, ...divergenceOf(entry, explanation, places) }, null, 2)
  if (flags.out === undefined) return console.log(text)
  writeTo(flags.out, `${text}\n`)
  console.log(`${flags.out}: ${quoted(entry.id)} without its values. Put what the real one said into "real".`)
}

function divergenceOf (entry: JournalEntry, explanation: Explanation, places: readonly ServedPlace[]) {
  const { method, url, request: { headers, body }, response } = entry
  const { operation, members, status, outcome, reason, refusedBy, warnedBy } = explanation
  // Joined, as a path that begins with two strokes is an address of its own.
  const asked = new URL(`http://localhost${url.replace(/^[^/]*/, '')}`)
  const { path, parameters } = pathOf(asked.pathname, places.filter(it => it.operationId === entry.operation), places)
  const query = [...asked.searchParams]
  const sent = valuesIn([Object.values(headers), query.map(([, value]) => value), asked.pathname.split('/'), body])
  return {
    // Members are told of under a contract alone.
    contract: members === undefined ? null : (operation as { basis: object }).basis,
    operation: entry.operation,
    request: {
      method,
      path,
      parameters,
      query: query.map(([name, value]) => ({ name, value: withoutValues(value) })),
      headers: Object.keys(headers),
      mediaType: mediaTypeOf(headers['content-type']),
      body: withoutValues(body)
    },
    ours: {
      status,
      outcome,
      reason: reason && { kind: reason.kind, title: reason.title },
      shape: shapeOf(response.body, sent),
      refusedBy: refusedBy.map(ruleOf),
      warnedBy: warnedBy.map(ruleOf)
    },
    real: null
  }
}

const ruleOf = ({ rule, mode, statement, field, basis }: Verdict) => ({ rule, mode, statement, field, basis })

/** Where it is served, with what was in the place of each parameter; where nothing is, of its parts those that some place has. */
function pathOf (asked: string, served: readonly ServedPlace[], places: readonly ServedPlace[]) {
  for (const { path } of served) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
    const pattern = path.split(/\{\w+\}/).map(it => it.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('([^/]+)')
    const found = new RegExp(`${pattern}/?$`, 'i').exec(asked)
    if (found) return { path, parameters: Object.fromEntries(names.map((name, i) => [name, withoutValues(decoded(found[i + 1]!))])) }
  }
  if (served.length > 0) return { path: served[0]!.path, parameters: {} }
  const known = new Set(places.flatMap(({ path }) => path.split('/')))
  return { path: asked.split('/').map(it => known.has(it) ? it : withoutValues(decoded(it))).join('/'), parameters: {} }
}

function decoded (text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Only what many send: anything else may be somebody's own. */
const mediaTypeOf = (given: unknown): string | null =>
  /^(?:application|text)\/(?:json|xml|csv|plain|x-www-form-urlencoded)\b/i.exec(String(given))?.[0].toLowerCase() ?? null
