import { inferred } from '../../core/basis.ts'
import { monthsBefore, type CivilDate } from '../../core/civil-date.ts'
import { ruleOver, type Rule } from '../../core/rule.ts'
import { lastPart, quoted } from '../../core/words.ts'

/** What is well-formed, breaks no published rule and is hardly meant. It is told of and never refused. */

interface Dated {
  today: CivilDate
}

interface DayDraft<Facts> {
  id: string
  field: string
  value: (facts: Facts) => CivilDate | null | undefined
  /** Years. */
  back?: number
  ahead?: number
}

const yearsAfter = (day: CivilDate, years: number): CivilDate => monthsBefore(day, years * -12)

/** A day is not so far off that it must be a slip of the pen. */
export function notFarOff<Facts extends Dated> ({ id, field, value, back = 30, ahead = 5 }: DayDraft<Facts>): Rule {
  const name = lastPart(field)
  const first = ({ today }: Dated) => yearsAfter(today, -back)
  const last = ({ today }: Dated) => yearsAfter(today, ahead)
  const spelled = `more than ${back} years ago or more than ${ahead} years ahead`
  return ruleOver<Facts>()({
    id,
    statement: `${name} must not be ${spelled}`,
    field,
    basis: inferred('No page says so; a day that is so far off is hardly meant'),
    holds: facts => value(facts) == null || (value(facts)! >= first(facts) && value(facts)! <= last(facts)),
    compares: facts => ({ [field]: value(facts), 'years ago': first(facts), 'years ahead': last(facts) }),
    refusal: facts => value(facts)! < first(facts)
      ? `${field} ${value(facts)} is more than ${back} years ago (before ${first(facts)}).`
      : `${field} ${value(facts)} is more than ${ahead} years ahead (after ${last(facts)}).`,
    wouldPass: () => 'Check the year. It is taken as it is, if it is meant.',
    atBoundary: facts => value(facts) === first(facts) || value(facts) === last(facts)
  })
}

interface IdDraft<Facts> {
  id: string
  field: string
  value: (facts: Facts) => string | undefined
}

/** A local id can be the part of a path that it has to be once its record is asked for. */
export function fitsAPath<Facts extends object> ({ id, field, value }: IdDraft<Facts>): Rule {
  const name = lastPart(field)
  return ruleOver<Facts>()({
    id,
    statement: `${name} must be something else than one or two dots`,
    field,
    basis: inferred('Clients fold such a part of a path away before they send it, so that the record cannot be asked for'),
    holds: facts => value(facts) !== '.' && value(facts) !== '..',
    compares: facts => ({ [field]: value(facts) }),
    refusal: facts => `${field} ${quoted(value(facts)!)} cannot be part of an address: clients fold it away.`,
    wouldPass: () => `Use another ${name}.`
  })
}
