import t from 'tap'
import { ourDocument } from '../../src/contract/our-documents.ts'
import { services } from '../../src/services.ts'
import { firstSeed, isThorough } from '../effort.ts'
import { open } from '../harness.ts'
import { decisionsOn } from './decisions.ts'
import { disguise, type Disguise, type Level } from './disguise.ts'
import { play, type Manner } from './play.ts'
import { requestsOf, type Sent } from './walks.ts'

/** Of each walk the service whose document is disguised. */
const walks: ReadonlyArray<readonly [path: string, service: string]> = [
  ['docs/walks/work-based.md', 'tec-work-based'],
  ['docs/walks/sdr.md', 'tec-provider-based']
]

/** How many disguises of each level. */
const levels: ReadonlyArray<readonly [Level, count: number]> = isThorough ? [['usual', 300], ['wild', 60]] : [['usual', 5], ['wild', 3]]

for (const [path, name] of walks) {
  t.test(`Under any disguise ${path} has the same rules refuse, and comes to the same state`, async t => {
    const { mount, ...service } = services.find(it => it.name === name)!
    const [walk, client] = [await requestsOf(t, path), await open(t, { fixture: 'demo' })]
    const plain = await play(client, walk)
    const ours = ourDocument({ mount, ...service })
    const takes = walk.flatMap(({ url, ...it }, at) => url.startsWith(`${mount}/`)
      ? [{ ...it, path: url.slice(mount.length), needs: sentLater(plain.answers[at]!.body) }]
      : [])
    for (const [level, count] of levels) {
      for (let seed = firstSeed; seed < firstSeed + count; seed++) {
        const disguised = disguise(ours, seed, { level, takes })
        const under = await play(client, walk, await mannerOf(disguised, mount))
        const different = differences({ walk, plain, under, disguised, mount })
        if (different.length > 0) t.same(different, [], `${level} disguise ${seed}`)
      }
      t.pass(`${count} ${level} disguises`)
    }
  })
}

/** What of a reply the walk sends from then on. */
const sentLater = (body: any): unknown => body?.submissionToken === undefined ? {} : { submissionToken: '' }

const mannerOf = async (disguised: Disguise, mount: string): Promise<Manner> => ({
  contract: { document: disguised.text, overlay: await decisionsOn(disguised) },
  translate: (it) => {
    if (!it.url.startsWith(`${mount}/`)) return undefined
    const other = disguised.request({ ...it, path: it.url.slice(mount.length) })
    if (!other) throw new Error(`The disguise has no ${it.method} ${it.url}`)
    const { method, path: url, headers = {}, body, operationId } = other
    return { method, url, headers, body, read: reply => disguised.reply(operationId, reply) }
  }
})

interface Both {
  readonly walk: readonly Sent[]
  readonly plain: Awaited<ReturnType<typeof play>>
  readonly under: Awaited<ReturnType<typeof play>>
  readonly disguised: Disguise
  readonly mount: string
}

/** In what a walk went otherwise under a disguise. */
function differences ({ walk, plain, under, disguised, mount }: Both): string[] {
  const steps = walk.flatMap(({ method, url }, at): string[] => {
    const [one, other] = [plain.answers[at]!, under.answers[at]!]
    const what = `${method} ${url}`
    if (one.status !== other.status) return [`${what}: ${other.status} instead of ${one.status}: ${other.text.slice(0, 300)}`]
    if (String(one.rules) !== String(other.rules)) return [`${what}: refused by ${String(other.rules)} instead of ${String(one.rules)}`]
    if (one.body === undefined || !url.startsWith(`${mount}/`)) return []
    const known = withLinks(shown(disguised.known({ method, path: url.slice(mount.length) }, one.body)), disguised, mount)
    return known === shown(other.body) ? [] : [`${what}: ${shown(other.body)} instead of ${known}`]
  })
  return [...steps, ...Object.keys(plain.state).flatMap(table => {
    const [one, other] = [JSON.stringify(plain.state[table]), JSON.stringify(under.state[table])]
    return one === other ? [] : [`${table}: ${other} instead of ${one}`]
  })]
}

/** Links lead to where the disguise has what they lead to. */
const withLinks = (text: string, disguised: Disguise, mount: string): string => text.replace(
  new RegExp(`(?<="http://[^/"]*/sandboxes/walked)${mount}(/[^"?]*)`, 'g'),
  (own, path: string) => disguised.request({ method: 'GET', path })?.path.split('?', 1)[0] ?? own)

/** What a person reads of members has the names of the disguise. */
const shown = (body: unknown): string => JSON.stringify(body, (name, it: unknown) =>
  name === 'errors' || name === 'errorDescription' ? undefined : it)
