import type { CivilDate } from '../core/civil-date.ts'
import type { Ask } from '../core/reading.ts'
import type { Database } from '../sandbox/database.ts'
import type { Making } from '../sandbox/makers.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Settings } from '../sandbox/settings.ts'

/** What a service can show of its records as pictures, as data: whoever draws them knows no service. */

/** What pictures are drawn of: `learners`. */
export interface PictureKind {
  /** As a path has it. */
  readonly kind: string
  /** As a heading has it, and one of them in a sentence. */
  readonly title: string
  readonly one: string
  readonly about: string
  /** What its groups are of: `Organisation`. */
  readonly groupedBy?: string
  /** By the first word of a lane's name, every status that its bars and marks can have as their label: of an `Agreement`, `Pending`. */
  readonly statuses: Readonly<Record<string, readonly string[]>>
  /** The id of one that there is much to see of. */
  sample (db: Database): string | undefined
  /** What draws it, which is read when it is first asked for. */
  load (): Promise<Drawing>
}

export interface Drawing {
  /** What has to be over before anything is drawn. */
  before? (sandbox: Sandbox): Promise<void>
  groups? (scene: PictureScene): readonly Group[]
  list (scene: PictureScene, wanted: Wanted): { readonly total: number, readonly subjects: readonly Subject[] }
  /** All of them at once, where that makes a picture. */
  overview? (scene: PictureScene): Figure
  /** Undefined where there is no such thing. */
  draw (scene: PictureScene, id: string): Picture | undefined
  /** By table, the id of whose picture a row of it is seen in. */
  readonly rows: Readonly<Record<string, (row: Row, db: Database) => string | undefined>>
}

export type Row = Readonly<Record<string, unknown>>

export interface PictureScene {
  readonly db: Database
  readonly today: CivilDate
  /** Milliseconds since 1970. */
  readonly now: number
  readonly reading: Ask
  readonly settings: Settings
  /** The accepted requests of some operations that name all of some ids, the oldest first. */
  readonly made: Making
}

export interface Wanted { readonly search: string, readonly group: string | undefined, readonly limit: number }

export interface Group { readonly id: string, readonly name: string }

/** Something that there is a picture of. */
export interface Subject {
  readonly id: string
  readonly name: string
  readonly about: string
  readonly group?: string
}

export interface Picture {
  readonly id: string
  readonly title: string
  readonly facts: readonly Fact[]
  readonly figures: readonly Figure[]
}

export interface Fact { readonly name: string, readonly value: string, readonly request?: string | undefined }

export type Figure = TimeLine | Counts | CourseOfDays | Listing

interface AnyFigure { readonly title: string, readonly says: string }

/** How something stands. Whoever draws it gives each a colour and a pattern. */
export const tones = ['waiting', 'going', 'paused', 'pressing', 'over', 'done', 'plain'] as const
export type Tone = typeof tones[number]

/** What happened, and what is to come, on lanes below one another. */
export interface TimeLine extends AnyFigure {
  readonly kind: 'time line'
  readonly today: CivilDate
  readonly lanes: readonly Lane[]
}

export interface Lane {
  readonly name: string
  readonly about: string
  /** How deep it is below those above. */
  readonly level: number
  readonly items: readonly Item[]
}

interface Marked {
  /** What tells it from others of its figure. */
  readonly key: string
  readonly tone: Tone
  /** Of the request that made it, where the journal has that. */
  readonly request?: string | undefined
  /** Whether it is not as it was in the state that it was compared with. */
  readonly isNew?: boolean
}

/** A bar, or a mark on one day. */
export interface Item extends Marked {
  readonly kind: 'bar' | 'mark'
  readonly from: CivilDate
  /** The day after its last; a bar without one goes on. */
  readonly to?: CivilDate | undefined
  /** In a word or two, and as a sentence. */
  readonly label: string
  readonly says: string
  readonly isToCome?: boolean
}

/** How many there are of what. */
export interface Counts extends AnyFigure {
  readonly kind: 'counts'
  readonly groups: ReadonlyArray<{ readonly name: string, readonly note: string, readonly rows: readonly Count[] }>
}

export interface Count extends Marked {
  readonly name: string
  readonly about: string
  readonly count: number
  /** How many there can be. */
  readonly of?: number
  /** What is counted: `errors`. */
  readonly unit: string
}

/** What is on which days. */
export interface CourseOfDays extends AnyFigure {
  readonly kind: 'calendar'
  readonly today: CivilDate
  readonly entries: readonly Entry[]
}

export interface Entry extends Marked {
  readonly from: CivilDate
  /** Its last day. */
  readonly to: CivilDate
  readonly name: string
  readonly about: string
  readonly status: string
  readonly taken: number
  readonly of: number
  readonly waiting: number
  /** Of the picture of it. */
  readonly subject: string
}

/** What has no picture but a list. */
export interface Listing extends AnyFigure {
  readonly kind: 'list'
  readonly columns: readonly string[]
  readonly rows: ReadonlyArray<Omit<Marked, 'tone'> & { readonly cells: readonly string[] }>
}
