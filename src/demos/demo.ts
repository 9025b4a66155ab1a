/** A walk that can be played: what is told, what is sent, and what a class is asked before it sees the answer. */
export interface Demo {
  /** The name of its file, without its ending. */
  readonly id: string
  readonly title: string
  /** What it is about, in a paragraph. */
  readonly about: string
  /** Whether it is a trainer's, and not one of the documentation. */
  readonly isOwn: boolean
  readonly fixture: string
  /** Where its clock stands at the start, if it says so. */
  readonly clock: string | undefined
  readonly steps: readonly Step[]
  /** What must be so for it to be done: requests that only look, and what must be in their answers. With any, it is a task. */
  readonly checks: readonly DemoRequest[]
}

export interface Step {
  readonly title: string | undefined
  /** Paragraphs, with the Markdown of a line in them. */
  readonly story: readonly string[]
  readonly question: string | undefined
  readonly requests: readonly DemoRequest[]
  /** What is to be said once the answer is there. */
  readonly remark: string | undefined
  /** Words of the texts that stand in backticks: where an answer has one of them, it matters. */
  readonly marks: readonly string[]
  /** Whether it only lays the ground: the clock, and the data of that day. */
  readonly isGround: boolean
}

/** Whether it is for a trainee to do, and not for a trainer to play. */
export const isTask = ({ checks }: Demo): boolean => checks.length > 0

/** A request as it is sent. `${NAME}` in it stands for what an earlier answer had. */
export interface DemoRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** What of the answer is kept for later: a member, under the name of a variable. */
  readonly keeps: { readonly name: string, readonly member: string } | undefined
  /** Whether its answer is looked at. */
  readonly isShown: boolean
  /** What the walk shows of the answer, "…" where it leaves something out; undefined where it shows nothing. */
  readonly shown: unknown
}

/** Why a file is no demo, and where in it. */
export class BadDemo extends Error {
  readonly line: number

  constructor (line: number, message: string) {
    super(message)
    this.line = line
  }
}
