import { modeOf, type Compared, type Passing, type Rule, type RuleDraft } from '../rule.ts'

export type Scalar = string | number

/** What every kind takes besides its own. */
export interface Kind<Facts extends object> extends RuleDraft {
  /** Only where the kind's own sentence will not do. With "must". */
  statement?: string
  /** Only where the kind's own sentence will not do: what is wrong with the value, and the limit. */
  refusal?: (facts: Facts) => string
  /** Only where the kind's own sentence will not do: what to do, as a sentence. */
  remedy?: string | ((facts: Facts) => string)
  /** What an explanation shows besides the values that are held against each other. */
  also?: (facts: Facts) => Compared
}

/** Something that has to be known for a rule to be judged. */
interface Needed<Facts extends object> {
  /** As an explanation calls it where it is not known. */
  readonly name: string
  /** Undefined for what is not known. */
  readonly read: (facts: Facts) => unknown
}

/** What a kind adds to what it was told. */
interface Made<Facts extends object> {
  statement: string
  failure?: Rule['failure']
  needs: ReadonlyArray<Needed<Facts>>
  holds: (facts: Facts) => boolean
  compares: (facts: Facts) => Compared
  refusal: (facts: Facts) => string
  wouldPass: (facts: Facts) => string
  atBoundary?: (facts: Facts) => boolean
  proposal?: (facts: Facts) => Scalar | undefined
  passing?: (facts: Facts) => Passing | undefined
  names?: (facts: Facts) => Scalar | undefined
}

export function make<Facts extends object> (draft: Kind<Facts>, made: Made<Facts>): Rule {
  const { id, field, basis, code, codeBasis, remedy, also } = draft
  const { needs, compares, wouldPass, failure = 'unacceptable', ...rest } = made
  return {
    id,
    field,
    basis,
    code,
    codeBasis,
    ...modeOf(draft),
    ...rest,
    statement: draft.statement ?? made.statement,
    refusal: draft.refusal ?? made.refusal,
    failure: draft.failure ?? failure,
    unknown: facts => needs.filter(({ read }) => read(facts as Facts) === undefined).map(({ name }) => name),
    canJudge: facts => areKnown(needs, facts as Facts),
    compares: also === undefined ? compares : facts => ({ ...compares(facts as Facts), ...also(facts as Facts) }),
    wouldPass: remedy === undefined ? wouldPass : typeof remedy === 'string' ? () => remedy : remedy
  } as Rule
}

// Asked for each rule of each request, so it makes no array.
function areKnown<Facts extends object> (needs: ReadonlyArray<Needed<Facts>>, facts: Facts): boolean {
  for (const { read } of needs) if (read(facts) === undefined) return false
  return true
}
