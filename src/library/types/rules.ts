import type { Static } from '@sinclair/typebox'
import type { schemas } from '../schemas.ts'

/** Where something is known from: a page that states it, or a reason to guess it. */
export type Basis = Static<typeof schemas.Basis>

/** What a rule does that is broken: it refuses, warns, or is not judged. */
export type RuleMode = 'enforce' | 'warn' | 'off'

/** A rule, and where it is known from. */
export type Rule = Static<typeof schemas.Rule> & { mode: RuleMode }

/** Requests that come first, one that the rule accepts, and one that breaks it alone. */
export type RuleExample = Static<typeof schemas.RuleExample>

/** A sentence that can be understood in more than one way, its choices, and the one in force. */
export type Reading = Static<typeof schemas.Reading>

/** Which rules a run made pass, made fail, met at the boundary, or never met. */
export type Coverage = Static<typeof schemas.Coverage>
