import type { Shapes } from './shapes.ts'
import type { Strange } from './translation.ts'
import type { Wording } from './wording.ts'

type Members = Record<string, unknown>

/** A reply with the contract's names, and what was kept of its own members. What it does not have is not answered. */
export function successIn (
  { shapes, wording, tell }: { shapes: Shapes, wording: Wording, tell: (strange: Strange) => void }, body: unknown, kept: unknown
): unknown {
  const { value, strange } = shapes.toOfficial()(shapes.hasTexts ? worded(wording, body) : body)
  for (const one of strange ?? []) tell(one)
  return kept === undefined ? value : merged(value, kept)
}

/** Members in which a person reads about others. */
export const told = /^(?:errors?|errorDescription|message|messages|detail)$/

/** The same, in which such texts have the contract's names. */
function worded (wording: Wording, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(it => worded(wording, it))
  if (typeof value !== 'object' || value === null) return value
  const made: Members = {}
  for (const name in value) {
    const member = (value as Members)[name]
    if (told.test(name)) made[name] = textsOf(wording, member)
    else made[name] = typeof member === 'object' ? worded(wording, member) : member
  }
  return made
}

const textsOf = (wording: Wording, value: unknown): unknown =>
  typeof value === 'string' ? wording.text(value) : Array.isArray(value) ? value.map(it => textsOf(wording, it)) : value

/** What is in `kept` and not there yet; lists by their places. */
export function merged (value: unknown, kept: unknown): unknown {
  if (kept === null || kept === undefined) return value
  if (Array.isArray(value) && Array.isArray(kept)) return value.map((it, at) => merged(it, kept[at]))
  if (value === undefined) return kept
  if (typeof value !== 'object' || value === null || Array.isArray(value) || typeof kept !== 'object' || Array.isArray(kept)) return value
  const made: Members = { ...value }
  for (const [name, member] of Object.entries(kept)) made[name] = Object.hasOwn(made, name) ? merged(made[name], member) : member
  return made
}
