export interface FaultSpec {
  /** Given, if left out. */
  id?: string
  match?: { service?: string, operation?: string, method?: string, path?: string, caller?: string | number, eid?: string | number }
  /** From 0 to 1; always, if left out. */
  probability?: number
  /** So often, and then no more. */
  times?: number
  effect: FaultEffect
}

export type FaultEffect =
  | { status: number, retryAfter?: number }
  | { delayMs: number }
  | { delay: { distribution: 'uniform', lower: number, upper: number } | { distribution: 'lognormal', median: number, sigma: number } }
  | { wire: 'EMPTY_RESPONSE' | 'MALFORMED_RESPONSE_CHUNK' | 'RANDOM_DATA_THEN_CLOSE' | 'CONNECTION_RESET_BY_PEER' }

export interface Fault extends FaultSpec {
  id: string
  /** How many requests were meant so far, and how many of them it struck. */
  matched: number
  struck: number
}

export interface TokenOrder {
  /** For which service; the first whose callers are named so, if left out. */
  service?: string
  eid?: string | number
  /** A user of accessplanit. */
  user?: string
  ttlSeconds?: number
  defect?: 'expired' | 'not-yet-valid' | 'wrong-signature' | 'wrong-organisation' | 'malformed' | 'account-not-enabled'
}

export interface OrderedToken {
  token: string
  /** The headers to send with it. */
  headers: Record<string, string>
  services: string[]
  expiresAt: string
  defect?: string
  /** The rule that refuses it. */
  refusedBy?: string
}
