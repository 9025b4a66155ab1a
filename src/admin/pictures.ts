import { ours } from '../core/basis.ts'
import { BadInput, Failure } from '../core/errors.ts'
import { dayAt } from '../core/civil-date.ts'
import { finishInTurns } from '../core/in-turns.ts'
import { both, quoted } from '../core/words.ts'
import type { Context } from '../http/context.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { Drawing, PictureKind, PictureScene } from '../http/pictures.ts'
import type { Service } from '../http/service.ts'
import { makersIn, nobodyMade } from '../sandbox/makers.ts'
import { askOf } from '../sandbox/readings.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { whole } from './journal.ts'
import { drawingChanged } from './pictures-changed.ts'
import { withTable, withTables } from './picture-tables.ts'
import { KindPath, PictureKinds, PicturePath, PictureShown, PicturesQuery, PicturesSince, Subjects } from './pictures-schemas.ts'
import { SnapshotPath } from './snapshots-schemas.ts'
import { noSnapshot } from './snapshots.ts'

const tag = 'Pictures'

export interface Kind extends PictureKind { readonly service: string }

/** A kind with what draws it. */
export interface Drawn { readonly kind: Kind, readonly drawing: Drawing }

/** What the emulated services can show of their records as pictures. */
export function pictureOperations (services: readonly Service[]): Operation[] {
  const kinds = services.flatMap(({ name, pictures = [] }) => pictures.map(it => ({ ...it, service: name })))
  const loaded = new Map<string, Drawing>()
  // Who looks at none pays for none.
  const load = async (sandbox: Sandbox, wanted: readonly Kind[]) => {
    for (const { kind, load } of wanted) {
      const drawing = loaded.get(kind) ?? await load()
      loaded.set(kind, drawing)
      await drawing.before?.(sandbox)
    }
  }
  const known = (name: string): Drawn => {
    const kind = kinds.find(it => it.kind === name)
    const drawing = kind && loaded.get(name)
    if (!drawing) throw new Failure('not-found', `There are no pictures of ${quoted(name)}, but of ${both(kinds.map(it => it.kind))}.`)
    return { kind, drawing }
  }
  const ofKind = (name: string) => kinds.filter(({ kind }) => kind === name)
  return [
    listKinds(kinds),
    listSubjects(kinds[0], load, ofKind, known),
    getPicture(kinds[0], load, ofKind, known),
    picturesSince(load, kinds, known)
  ]
}

type Load = (sandbox: Sandbox, wanted: readonly Kind[]) => Promise<void>
type OfKind = (name: string) => readonly Kind[]
type Known = (name: string) => Drawn

/** The scene of a picture of the data as they are. */
const sceneOf = ({ sandbox, db, today, now }: Pick<Context, 'sandbox' | 'db' | 'today' | 'now'>): PictureScene =>
  ({ db, today, now, reading: askOf(sandbox.settings), settings: sandbox.settings, made: makersIn(sandbox) })

const listKinds = (kinds: readonly Kind[]): Operation => operation({
  operationId: 'ListPictureKinds',
  summary: 'List what there are pictures of',
  description: 'Lists the kinds of records that can be shown as pictures: on a time line, as a calendar, or counted.',
  basis: ours,
  method: 'GET',
  path: '/__admin/pictures',
  tag,
  wire: { response: { 200: PictureKinds } },
  status: 200,
  rules: [],
  perform: () => ({ kinds: kinds.map(({ load: _, sample: __, ...kind }) => kind) })
})

const listSubjects = (first: Kind | undefined, load: Load, ofKind: OfKind, known: Known): Operation => operation({
  operationId: 'ListPictures',
  summary: 'List the pictures of a kind',
  description: 'Lists what of a kind there is a picture of, those that fit a search, with an overview of all where there is one.',
  basis: ours,
  method: 'GET',
  path: '/__admin/pictures/:kind',
  tag,
  wire: { params: KindPath, querystring: PicturesQuery, response: { 200: Subjects } },
  status: 200,
  rules: [],
  example: () => ({ params: { kind: first?.kind }, query: { search: undefined, group: undefined, limit: 20 } }),
  before: (sandbox, _caller, { params }) => load(sandbox, ofKind(params.kind)),
  perform (context, { params, query: { search = '', group, limit = 100 } }) {
    const { kind, drawing } = known(params.kind)
    if (group !== undefined && !drawing.groups) throw new BadInput(`Pictures of ${kind.kind} are in no groups. Leave out "group".`)
    const scene = sceneOf(context)
    const overview = drawing.overview?.(scene)
    return whole({
      ...drawing.list(scene, { search: search.trim(), group, limit }),
      groups: drawing.groups?.(scene) ?? [],
      ...overview && { overview: withTable(overview) }
    })
  }
})

const getPicture = (first: Kind | undefined, load: Load, ofKind: OfKind, known: Known): Operation => operation({
  operationId: 'GetPicture',
  summary: 'Get a picture',
  description: 'Answers what is to be drawn, as data: lanes of bars and marks by day, counts, or a list; with the request that made ' +
    'each, where the journal has it, and the same as a table.',
  basis: ours,
  method: 'GET',
  path: '/__admin/pictures/:kind/:id',
  tag,
  wire: { params: PicturePath, response: { 200: PictureShown } },
  status: 200,
  rules: [],
  example: ({ db }) => ({ params: { kind: first?.kind, id: first?.sample(db) } }),
  before: (sandbox, _caller, { params }) => load(sandbox, ofKind(params.kind)),
  perform (context, { params }) {
    const { kind, drawing } = known(params.kind)
    const picture = drawing.draw(sceneOf(context), params.id)
    if (!picture) {
      const others = `GET /__admin/pictures/${kind.kind} lists those that there are.`
      throw new Failure('not-found', `There is no ${kind.one} ${quoted(params.id)}. ${others}`)
    }
    return whole({ kind: kind.kind, ...withTables(picture) })
  }
})

const picturesSince = (load: Load, kinds: readonly Kind[], known: Known): Operation => operation({
  operationId: 'GetPicturesSinceSnapshot',
  summary: 'Get what has changed in the pictures since a snapshot',
  description: 'Answers the pictures of that which is not as it was in a saved state, with what is new in them marked; of many, the ' +
    'first five of each kind.',
  basis: ours,
  method: 'GET',
  path: '/__admin/snapshots/:id/pictures',
  tag,
  wire: { params: SnapshotPath, response: { 200: PicturesSince } },
  status: 200,
  rules: [],
  before: sandbox => load(sandbox, kinds),
  async perform (context, { params: { id } }) {
    const scene = sceneOf(context)
    const drawn = kinds.map(({ kind }) => known(kind))
    const found = await context.sandbox.besideState(id, ({ before, after, at }) => finishInTurns(
      drawingChanged(drawn, { ...scene, db: before, now: at, today: dayAt(at), made: nobodyMade }, { ...scene, db: after })))
    if (!found) throw noSnapshot(id, context.sandbox)
    return whole(found)
  }
})
