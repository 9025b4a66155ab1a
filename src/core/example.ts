import type { CivilDate } from './civil-date.ts'

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
  /** A token of an account that has not been given permissions. */
  readonly tokenWithoutPermissions: string
  /** A token of accessplanit that has expired. */
  readonly expiredBearer: string
  /** A return of the fixture, by what is the matter with it. */
  returnLike (kind: ReturnKind): ReturnOfScene
}

export type ReturnKind =
  | 'open' | 'indicative' | 'closed' | 'not yet open' | 'csv upload in progress' | 'course changes pending'
  | 'workforce questionnaire missing' | 'submitted' | 'validating' | 'validated' | 'token expired'

/** A return, whose it is, and its token, if the fixture gives it one. */
export interface ReturnOfScene {
  readonly eid: number
  readonly token: string
  readonly returnId: number
  readonly submissionToken: string | null
}

/** How to show each rule of a service, by the rule's id. */
export type Examples = Readonly<Record<string, (scene: Scene) => Example>>
