/** What a script is told by the exit code of a verb; 0 is done, or yes. */
export const exitCodes = {
  /** What was asked is not so: not ready, covered too little, not verified. */
  no: 1,
  /** A flag or a value is wrong, or the sandbox refuses it; the line on the standard error says why. */
  refused: 2,
  /** No sandbox answers there. */
  unreachable: 3
} as const
