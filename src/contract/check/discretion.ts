import type { Service } from '../../http/service.ts'
import { withBraces } from '../../http/not-found.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { translatorsOf } from '../in-force.ts'
import type { ShapeDifferences } from './shape-differences.ts'

/** A report is for others to read: nothing in it is a value, though values stand in paths and, now and then, in names. */

interface Served { readonly sandbox: () => Sandbox, readonly services: readonly Service[] }

/** A path with `{}` in the place of all that is no word of a path that is served. */
export function placeShown ({ sandbox, services }: Served, path: string): string {
  const official = translatorsOf(sandbox(), services).flatMap(({ operations }) => operations.map(it => it.path))
  const ours = services.flatMap(({ mount, alsoAt = [], operations }) =>
    operations.flatMap(it => [mount, ...alsoAt].map(at => withBraces(at + it.path))))
  const template = [...official, ...ours].find(it => fits(it, path))
  if (template !== undefined) return template
  const words = new Set([...official, ...ours].flatMap(it => it.split('/')).map(it => it.toLowerCase()))
  return path.split('/').map(part => part === '' || words.has(part.toLowerCase()) ? part : '{}').join('/')
}

function fits (template: string, path: string): boolean {
  const [one, other] = [template.split('/'), path.replace(/\/+$/, '').split('/')]
  return one.length === other.length && one.every((part, at) => part.includes('{') || part.toLowerCase() === other[at]!.toLowerCase())
}

/** A name that is none of a member's is some value: a number, an address, somebody's name with a blank in it, or what was sent. */
const isName = (name: string, sent: ReadonlySet<string>): boolean =>
  /^[\p{L}_$@][\p{L}\p{N}_$:-]{0,80}$/u.test(name) && !/\d{4}/.test(name) && !sent.has(name)

export function namesWithoutValues ({ missing, more, otherTypes }: ShapeDifferences, sent: unknown): ShapeDifferences {
  const values = new Set(textsIn(sent))
  const shown = (path: string) => path.split('.').map(step => {
    const [, name = '', lists = ''] = /^(.*?)((?:\[\])*)$/.exec(step) ?? []
    return name === '' || name.startsWith('(') || isName(name, values) ? step : `{}${lists}`
  }).join('.')
  const unique = (paths: readonly string[]) => [...new Set(paths.map(shown))]
  return { missing: unique(missing), more: unique(more), otherTypes: otherTypes.map(it => ({ ...it, member: shown(it.member) })) }
}

function textsIn (value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
