/** What a tool is given of an API: its document, as it is on file, and where it is served. */
export interface Subject {
  /** The service: `tec-work-based`. */
  readonly name: string
  /** The path of the document. */
  readonly file: string
  readonly document: any
  /** Below what path of a server it is served; empty for those at the root. */
  readonly mount: string
}

export interface World {
  readonly subjects: readonly Subject[]
  /** A server at which each request meets the fixture `demo` as it begins, and what the operation needs to be there. */
  readonly fresh: string
  /** A server that goes on from request to request. */
  readonly lasting: string
  /** Where a tool may write. */
  readonly folder: string
}

/** What came of a document: how much was looked at, and in what the document differs from a rule of the tool, or from what is answered. */
export interface Found {
  readonly tried: number
  readonly differences: readonly string[]
}

/** A program of somebody else's, at the version that is installed for it. */
export interface Tool {
  readonly title: string
  readonly package: string
  readonly version: string
  /** Packages that it needs and does not say. */
  readonly beside?: readonly string[]
  /** What is not there that it cannot do without. */
  lacks? (): string | undefined
  /** By the name of the document. */
  check (installed: string, world: World): Promise<ReadonlyMap<string, Found>>
}

/** A check of one document at a time. */
export const ofEach = (check: (installed: string, subject: Subject, world: World) => Promise<Found>): Tool['check'] =>
  async (installed, world) => {
    const found = new Map<string, Found>()
    for (const subject of world.subjects) found.set(subject.name, await check(installed, subject, world))
    return found
  }
