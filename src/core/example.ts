import { daysAfter, type CivilDate } from './civil-date.ts'

/**
 * A request that can be sent as it stands, but for names in braces, such as `{submissionToken}` or `{CourseDateID}`: what the last reply
 * gave that had a member of that name, wherever in it.
 */
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

/** Where an example takes place. A service adds what its own need: credentials, records of the fixture. */
export interface Scene {
  /** Today, or the day so many days from it. */
  day (offset: number): CivilDate
  /** An id of this example alone: `EX7-L`. */
  id (suffix: string): string
}

/** The scene of the example with a number that none before it had. */
export const sceneOn = (today: CivilDate, number: number): Scene => ({
  day: (offset) => daysAfter(today, offset),
  id: (suffix) => `EX${number}-${suffix}`
})

/** How to show each rule of a service, by the rule's id. */
export type Examples<OfScene extends Scene = any> = Readonly<Record<string, (scene: OfScene) => Example>>
