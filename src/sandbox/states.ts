import { createHash } from 'node:crypto'
import { isInRange } from '../core/clock.ts'
import { BadInput } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import { finish, finishInTurns, nextTurn } from '../core/in-turns.ts'
import { oneValue, type Database } from './database.ts'
import { inBytes } from './limits.ts'
import { copyingInto, partsOf } from './parts.ts'
import { areReferencesWhole, fewBytes, isWhole, isWholeElsewhere } from './look-through.ts'
import { lookIntoRows, Unsound } from './look-into-rows.ts'
import { bringForward, describeTables, hasTodaysTables, type Schema } from './schema.ts'
import { connect } from './store.ts'

/**
 * A whole state as one file: a line that says what it is, with the SHA-256 of all that follows; a line of JSON about it; and the image.
 */

const magic = 'tms-sandbox state'
const version = 1

/** A state is not written or read with more bytes than this: it is held in memory while it is. */
export const mostStateBytes = 256 * 1024 * 1024

/** As a file, with what is said of it. */
export const mostStateFileBytes = mostStateBytes + 64 * 1024

/** What a file says of the state in it. */
export interface AboutState {
  readonly sandbox: string
  readonly fixture: string
  /** Milliseconds since 1970 on the sandbox's clock. */
  readonly at: number
  /** The version of the tables, and the hash of what makes them. */
  readonly tables: number
  readonly schema: string
}

export interface State {
  readonly about: AboutState
  readonly image: Buffer
}

/** What is said of a sandbox's state as it is. */
export const aboutState = (schema: Schema, { id, fixture, clock }: StateOwner): AboutState =>
  ({ sandbox: id, fixture: fixture.name, at: clock.now(), ...describeTables(schema) })

interface StateOwner { readonly id: string, readonly fixture: { readonly name: string }, readonly clock: { now (): number } }

export const writeState = (state: State): Buffer => finish(writing(state))

/** The same in steps. */
export function * writing ({ about, image }: State): Generator<void, Buffer> {
  const line = Buffer.from(`${JSON.stringify(about)}\n`)
  yield
  const sha256 = yield * digesting(line, image)
  const first = Buffer.from(`${magic} ${version} ${sha256}\n`)
  return yield * copyingInto(Buffer.allocUnsafeSlow(first.length + line.length + image.length), [first, line, image])
}

/**
 * What a file of so many bytes says of itself at its start, looked at no further; and how many of them are the image. Throws BadInput, to
 * stand after the file's name.
 */
export function aboutOf (start: Buffer, size: number): { about: AboutState, bytes: number } {
  if (size === 0) throw new BadInput('it is empty')
  const [line, image] = lineOf(lineOf(start)[1])
  const about = aboutIn(line)
  if (!about) throw new BadInput('it does not say what state it is')
  return { about, bytes: size - (start.length - image.length) }
}

/** Throws BadInput for a file that is none, that is damaged, or that this program cannot open; `name` is what a person calls it. */
export function readState (file: Buffer, schema: Schema, name: string): State {
  const { about, image } = finish(unpacking(file, name))
  return { about, image: finish(bringingForward(image, isWhole, schema, name)) }
}

/** The same while others have their turn; the sandbox that it is for has at most so many bytes. */
export async function readStateInTurns (file: Buffer, schema: Schema, name: string, mostBytes: number): Promise<State> {
  const { about, image } = await finishInTurns(unpacking(file, name))
  refuseLarger(image, mostBytes)
  await nextTurn()
  const found = image.length < fewBytes ? undefined : await isWholeElsewhere(image)
  const look = found === undefined ? isWhole : () => found
  const read = { about, image: await finishInTurns(bringingForward(image, look, schema, name)) }
  // To let go of what was looked at takes its time, and so does what comes next.
  await nextTurn()
  return read
}

function refuseLarger ({ length }: Buffer, mostBytes: number): void {
  if (length <= mostBytes) return
  throw new BadInput(`The state takes ${inBytes(length)}, and a sandbox has at most ${inBytes(mostBytes)}. ` +
    'Take a smaller one, or start with a larger --max-sandbox-bytes.')
}

/** What a file says and has, if it is as it was written. */
function * unpacking (file: Buffer, name: string): Generator<void, State> {
  const [first, rest] = lineOf(file)
  const [, written, sha256] = new RegExp(`^${magic} (\\d+) ([0-9a-f]{64})$`).exec(first) ?? []
  if (written === undefined) {
    throw new BadInput(`${name} is not a state of tms-sandbox. Send a file from GET /__admin/state/export as it is.`)
  }
  if (Number(written) !== version) {
    throw new BadInput(`${name} is of version ${written}, and this tms-sandbox reads version ${version}. Export it again with this one.`)
  }
  const found = yield * digesting(rest)
  if (found !== sha256) {
    throw new BadInput(`${name} is damaged: its bytes have the SHA-256 ${quoted(found)}, ` +
      `and it was written with ${quoted(sha256!)}. Export it again.`)
  }
  const [line, image] = lineOf(rest)
  return { about: readAbout(line, name), image }
}

/** A digest can be right of anything that somebody wrote. Throws BadInput. */
function readAbout (line: string, name: string): AboutState {
  const about = aboutIn(line)
  if (!about) throw new BadInput(`${name} does not say what state it is. Send a file from GET /__admin/state/export as it is.`)
  return about
}

function aboutIn (line: string): AboutState | undefined {
  try {
    const { sandbox, fixture, at, tables, schema } = JSON.parse(line) as AboutState
    const isWhole = [sandbox, fixture, schema].every(it => typeof it === 'string') && Number.isFinite(tables) && isInRange(at)
    return isWhole ? { sandbox, fixture, at, tables, schema } : undefined
  } catch {
    return undefined
  }
}

/** The first line of a file, and what comes after it. */
function lineOf (bytes: Buffer): [string, Buffer] {
  const end = bytes.subarray(0, 10_000).indexOf('\n')
  return end < 0 ? ['', bytes] : [bytes.toString('utf8', 0, end), bytes.subarray(end + 1)]
}

function * digesting (...pieces: readonly Buffer[]): Generator<void, string> {
  const hash = createHash('sha256')
  for (const bytes of pieces) {
    for (const part of partsOf(bytes)) {
      hash.update(part)
      yield
    }
  }
  return hash.digest('hex')
}

const countOthers = oneValue<number>("SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index')")
const countChanges = oneValue<number>('SELECT total_changes()')

/** An image as one with today's tables, once it is sure that it is whole, which `look` finds out. Throws BadInput. */
function * bringingForward (
  image: Buffer, look: (db: Database) => boolean, schema: Schema, name: string
): Generator<void, Buffer> {
  let db: Database | undefined
  try {
    db = connect(image)
    yield
    if (!look(db)) throw new Error('It is not whole')
    yield
    const before = tablesOf(db)
    bringForward(db, schema, name)
    yield
    // What was sound when it came may refer to nothing once its tables are others.
    if (tablesOf(db) !== before && !areReferencesWhole(db)) throw new Error('It was not brought forward whole')
    yield
    if (!hasTodaysTables(db, schema) || countOthers(db) !== 0) throw new Error('It is not ours')
    yield
    yield * lookIntoRows(db, schema.settings)
    return countChanges(db) === 0 ? image : db.serialize()
  } catch (error) {
    if (error instanceof Unsound) throw new BadInput(`${name} cannot be taken: ${error.message}. Nothing was changed. Export it again.`)
    throw new BadInput(`${name} holds no data that this tms-sandbox can open: it was written by another build, or is not whole. ` +
      'Nothing was changed. Export it again with this one.')
  } finally {
    db?.close()
  }
}

/** Which tables it has, as it says itself. */
const tablesOf = (db: Database): unknown => db.pragma('user_version', { simple: true })
