import type { Basis, RuleMode } from './rules.ts'

export interface JournalEntry {
  /** As the header Sandbox-Request-Id says it. */
  id: string
  at: string
  service: string | null
  operation: string | null
  method: string
  url: string
  caller: { id: string, label: string } | null
  status: number
  dryRun: boolean
  brokenRules: string[]
  warnings: string[]
  request: { headers: Record<string, unknown>, body: unknown }
  response: { body: unknown }
  /** The line for a shell that sends it again. */
  curl?: string
}

/** What a request is to be like; what is left out does not matter. In texts `*` stands for any characters. */
export interface Match {
  service?: string
  operation?: string
  method?: string
  path?: string
  /** An EID. */
  caller?: string
  /** The same, as a number; and a user of accessplanit. */
  eid?: number
  user?: string
  /** 400, or `4xx`. */
  status?: number | string
  /** A rule that refused it. */
  rule?: string
  warning?: string
  dryRun?: boolean
  /** What members of its body are, by dotted paths or JSON Pointers: a value, or `{ exists: true }`. */
  body?: Record<string, unknown>
}

/** So many requests match (at least one, if no count is given); or, in `inOrder`, came one after another. */
export interface Verification {
  match?: Match
  atLeast?: number
  atMost?: number
  exactly?: number
  inOrder?: Match[]
}

export interface Verified {
  verified: boolean
  expected: string
  found: number
  requests: string[]
  /** Which member of `inOrder` is the first that was not found, counted from 0. */
  firstMissing?: number
  /** Where it is not so, what was not found and what comes nearest, as sentences. */
  message?: string
  /** Where it is not so, the requests that come nearest, and in what they differ. */
  nearest?: Array<{ id: string, request: string, status: number, differs: Array<{ what: string, wanted: unknown, was: unknown }> }>
}

export interface Verdict {
  rule: string
  verdict: string
  mode: RuleMode
  statement: string
  field: string
  basis: Basis
  compared?: Record<string, unknown>
  message?: string
  wouldPass?: string
}

export interface Explanation {
  id: string
  request: string
  status: number
  outcome: string
  reason: { kind: string, title: string, detail: string, errors?: Record<string, string[]> } | null
  refusedBy: Verdict[]
  warnedBy: Verdict[]
  held: Verdict[]
  notJudged: Verdict[]
  [besides: string]: unknown
}
