import type { Verdict } from '../frame/replies.ts'

/** More than this is no picture. */
const mostShown = 16

/** For a rule that has a value be one of several: those there are, and the one that was sent. */
export function Choices ({ verdict: { compared = {} } }: { verdict: Verdict }) {
  const { allowed, ...others } = compared
  const [value] = Object.values(others)
  if (!Array.isArray(allowed) || allowed.length > mostShown) return null
  const isOther = value != null && !allowed.includes(String(value))
  return (
    <ul class='choices' aria-label='What is allowed, and what it is'>
      {isOther && <li class='is-not'><span class='hidden'>not allowed: </span>{String(value)}</li>}
      {allowed.map(it => <li key={it}>{it}</li>)}
    </ul>
  )
}
