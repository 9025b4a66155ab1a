import { inferred } from '../../../core/basis.ts'
import { ruleOver } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'

export interface NameFacts {
  programmeLocalName: string
  /** The name of another that differs in case and blanks alone. */
  alikeName: string | undefined
}

export const nameIsUnlikeOthers = ruleOver<NameFacts>()({
  id: 'programme.name-unlike-others',
  statement: 'programmeLocalName must differ from that of every other programme in more than case, and spaces around it',
  field: 'programmeLocalName',
  basis: inferred('The usual collation of databases behind that stack takes such names for one; no page says so'),
  holds: ({ alikeName }) => alikeName === undefined,
  compares: ({ programmeLocalName, alikeName }) => ({ programmeLocalName, 'the other': alikeName }),
  refusal: ({ programmeLocalName, alikeName }) =>
    `programmeLocalName ${quoted(programmeLocalName)} differs from ${quoted(alikeName!)} only in case or spaces. ` +
    'The sandbox takes them for two different names.',
  wouldPass: () => 'Create a version if that programme is meant, or use a name that differs in more.'
})
