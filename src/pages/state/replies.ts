/** What the sandbox's own API answers about pictures. */

export interface PictureKind {
  readonly kind: string
  readonly title: string
  readonly one: string
  readonly about: string
  readonly groupedBy?: string
}

export interface Subject { readonly id: string, readonly name: string, readonly about: string, readonly group?: string }

export interface Subjects {
  readonly total: number
  readonly subjects: readonly Subject[]
  readonly groups: ReadonlyArray<{ readonly id: string, readonly name: string }>
  readonly overview?: Figure
}

export interface Picture {
  readonly kind: string
  readonly id: string
  readonly title: string
  readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string, readonly request?: string }>
  readonly figures: readonly Figure[]
}

export interface PicturesSince { readonly total: number, readonly pictures: readonly Picture[] }

export type Tone = 'waiting' | 'going' | 'paused' | 'pressing' | 'over' | 'done' | 'plain'

interface Marked { readonly key: string, readonly tone: Tone, readonly request?: string, readonly isNew?: boolean }

export interface Item extends Marked {
  readonly kind: 'bar' | 'mark'
  readonly from: string
  readonly to?: string
  readonly label: string
  readonly says: string
  readonly isToCome?: boolean
}

export interface Lane { readonly name: string, readonly about: string, readonly level: number, readonly items: readonly Item[] }

export interface Count extends Marked {
  readonly name: string
  readonly about: string
  readonly count: number
  readonly of?: number
  readonly unit: string
}

export interface CountGroup { readonly name: string, readonly note: string, readonly rows: readonly Count[] }

export interface Entry extends Marked {
  readonly from: string
  readonly to: string
  readonly name: string
  readonly about: string
  readonly status: string
  readonly taken: number
  readonly of: number
  readonly waiting: number
  readonly subject: string
}

export interface Table {
  readonly columns: readonly string[]
  readonly rows: ReadonlyArray<{
    readonly cells: readonly string[], readonly request?: string, readonly subject?: string, readonly isNew?: boolean
  }>
}

export interface Figure {
  readonly kind: 'time line' | 'counts' | 'calendar' | 'list'
  readonly title: string
  readonly says: string
  readonly today?: string
  readonly lanes?: readonly Lane[]
  readonly groups?: readonly CountGroup[]
  readonly entries?: readonly Entry[]
  readonly table: Table
}
