import type { ExampleRequest } from '../../core/example.ts'
import type { MemberMatch } from '../match.ts'
import { exampleOf } from './example.ts'
import { merged } from './success.ts'
import type { Adaptation, Translator } from './translator.ts'

/**
 * A request in our names as the contract has it; itself where the contract does not have its operation. What the document requires and we
 * know nothing of has a value of its shape, so that it can be sent as it stands. `today` is for those.
 */
export function requestUnder (translator: Translator, request: ExampleRequest, today: string): ExampleRequest {
  const [path = '', query] = request.path.split('?', 2)
  const found = translator.ours.find(request.method, path)
  if (!found?.value.now) return request
  const { now } = found.value
  const named = namingPlaceholders(translator)
  const values = now.places.officialValues(found.params)
  return {
    method: now.official.method,
    path: named(pathUnder(now, values, today) + queryUnder(now, query, today)),
    headers: headersUnder(now, request.headers, named),
    ...request.body !== undefined && { body: bodyUnder(now, request.body, today, named) }
  }
}

/** Where what the sandbox has at a path is to be asked for. */
export function linkUnder ({ ours }: Translator, address: string, today: string): string {
  const [path = '', query] = address.split('?', 2)
  const found = ours.find('GET', path)
  if (!found?.value.now) return address
  const { now } = found.value
  return pathUnder(now, now.places.officialValues(found.params), today) + (query === undefined ? '' : `?${query}`)
}

type Naming = (text: string) => string

/** `{visitLocalId}` stands for what an earlier reply had under that name, which is another under a contract. */
const namingPlaceholders = ({ wording }: Translator): Naming => (text) => text
  .replace(/\{(\w+)\}/g, (_, name: string) => `{${wording.member(name)}}`)

const pathUnder = ({ path, official }: Adaptation, values: Readonly<Record<string, string>>, today: string): string =>
  path.replace(/\{([^{}]+)\}/g, (_, name: string) => values[name] ?? encodeURIComponent(String(
    exampleOf(official.parameters.find(it => it.in === 'path' && it.name === name)?.schema, today) ?? 'example')))

function queryUnder ({ official, match }: Adaptation, query: string | undefined, today: string): string {
  const names = namesIn(match?.parameters, 'query')
  const given = [...new URLSearchParams(query)].map(([name, value]) => [names.get(name.toLowerCase()) ?? name, value] as const)
  const more = official.parameters
    .filter(it => it.in === 'query' && it.required && !given.some(([name]) => name.toLowerCase() === it.name.toLowerCase()))
    .map(it => [it.name, String(exampleOf(it.schema, today))] as const)
  const all = new URLSearchParams([...given, ...more] as Array<[string, string]>).toString()
  // A reader knows `$filter=` again, and braces are still to be filled in.
  return all === '' ? '' : `?${all.replaceAll('%24', '$').replace(/%7B(\w+)%7D/g, '{$1}')}`
}

/** Official names of parameters, by ours in small letters. */
const namesIn = (matches: readonly MemberMatch[] = [], place: string): ReadonlyMap<string, string> => new Map(matches
  .filter(({ isUsed, ours, official }) => isUsed && ours.startsWith(`${place}.`) && official.startsWith(`${place}.`))
  .map(({ ours, official }) => [ours.slice(place.length + 1).toLowerCase(), official.slice(place.length + 1)]))

function headersUnder ({ match }: Adaptation, headers: ExampleRequest['headers'], named: Naming): Record<string, string> {
  const names = namesIn(match?.parameters, 'header')
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [names.get(name.toLowerCase()) ?? name, named(value)]))
}

function bodyUnder ({ official, shapes }: Adaptation, body: unknown, today: string, named: Naming): unknown {
  if (typeof body !== 'object' || body === null) return body
  const { value } = shapes.bodyToOfficial()(body)
  const news = exampleOf(shapes.requiredNews(), today)
  const whole = news === undefined ? value : merged(value, news)
  return official.body?.schema ? JSON.parse(named(JSON.stringify(whole))) as unknown : body
}
