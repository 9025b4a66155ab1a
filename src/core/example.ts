import type { CivilDate } from './civil-date.ts'

/** A request that can be sent as it stands. */
export interface ExampleRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** JSON, or the text of a form. */
  readonly body?: unknown
}

/** What shows a rule: after `given`, either of two requests can be sent; `accepted` keeps it, `broken` breaks it and no other. */
export interface Example {
  readonly given: readonly ExampleRequest[]
  readonly accepted: ExampleRequest
  readonly broken: ExampleRequest
}

/** Where an example takes place: a day, an organisation, and ids that nobody has used. */
export interface Scene {
  readonly eid: number
  readonly token: string
  /** `today`, so many days from it. */
  day (offset: number): CivilDate
  /** A local id of this example alone: `EX7-L`. */
  id (suffix: string): string
  /** A number of this example alone. */
  readonly number: number
  /** A token of the organisation that has expired. */
  readonly expiredToken: string
}

/** How to show each rule of a service, by the rule's id. */
export type Examples = Readonly<Record<string, (scene: Scene) => Example>>
