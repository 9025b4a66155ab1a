import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { Failure } from '../../../core/errors.ts'
import { choice, wholeNumber } from '../../../core/option.ts'
import { quoted } from '../../../core/words.ts'
import { operation } from '../../../http/operation.ts'
import type { Setting, Settings } from '../../../sandbox/settings.ts'
import { vendorRuleReport } from '../../sources.ts'
import { recordRules } from '../collections/rules.ts'

/** What TEC's validator can have wrong for a while: it holds the list of another year, or a rule is switched off. */

const [firstYear, lastYear] = [2000, 2099]

/** The year of the list of iwi; that of the return, if null. */
export const iwiListYear: Setting<number | null> = {
  name: 'iwi-list',
  placeholder: 'YEAR',
  example: '2026',
  description: 'the year of the list of iwi that the validation of a return goes by, rather than the return\'s own',
  default: '',
  row: Type.Union([Type.Null(), Type.Integer({ minimum: firstYear, maximum: lastYear })]),
  read: text => text === '' ? null : wholeNumber(text, firstYear, lastYear)
}

/** The codes of rules that a validation does not judge. */
export const rulesOff: Setting<string[]> = {
  name: 'rules-off',
  placeholder: 'CODES',
  example: '143,S11',
  description: 'rules that the validation of a return leaves out, by their codes: 143,S11',
  default: '',
  isRepeatable: true,
  row: Type.Array(Type.String()),
  read: text => text === '' ? [] : text.split(',').map(code => choice(code, recordRules.map(it => it.code)))
}

const ours = inferred('The sandbox\'s own: TEC renews its lists and mends its rules in its own time')

const Validator = Type.Object({
  iwiList: Type.Optional(Type.Integer({
    minimum: firstYear,
    maximum: lastYear,
    description: 'The year of the list of iwi that the validator holds; that of the return, if left out',
    'x-basis': vendorRuleReport
  })),
  rulesOff: Type.Optional(Type.Array(Type.String(), {
    description: 'Rules that it leaves out, by their codes', 'x-basis': ours
  }))
}, { title: 'Validator', description: 'What validation runs go by', additionalProperties: false, 'x-basis': ours })

const inForce = (settings: Settings) => {
  const iwiList = settings.get(iwiListYear)
  return { ...(iwiList !== null && { iwiList }), rulesOff: settings.get(rulesOff) }
}

const known: ReadonlySet<string> = new Set(recordRules.map(({ code }) => code))

/** Throws Failure for a code that no rule has. */
function knownCode (code: string, n: number): string {
  if (known.has(code)) return code
  const message = `rulesOff[${n}] ${quoted(code)} is not the code of a rule. GET /__admin/rules lists them, such as "143" or "S11".`
  throw new Failure('unacceptable', message, { errors: { [`rulesOff[${n}]`]: [message] } })
}

const tag = 'Transitions'

/** What validation runs that begin from now on go by. */
export const validatorOperations = [
  operation({
    operationId: 'GetValidator',
    summary: 'What validation runs go by',
    description: 'Answers the year of the lists, where it is not the return\'s, and the rules that are left out.',
    basis: ours,
    method: 'GET',
    path: '/transitions/validation/rules',
    tag,
    wire: { response: { 200: Validator } },
    status: 200,
    rules: [],
    perform: ({ sandbox: { settings } }) => inForce(settings)
  }),

  operation({
    operationId: 'SetValidator',
    summary: 'Set what validation runs go by',
    description: 'Has the validator hold the list of another year, or leave rules out, as happens for a week or so. ' +
      'What is left out is as usual again.',
    basis: ours,
    method: 'PUT',
    path: '/transitions/validation/rules',
    tag,
    wire: { body: Validator, response: { 200: Validator } },
    takesWhole: true,
    status: 200,
    rules: [],
    perform ({ sandbox: { settings } }, { body: { iwiList = null, rulesOff: codes = [] } }) {
      settings.set(iwiListYear, iwiList)
      settings.set(rulesOff, codes.map(knownCode))
      return inForce(settings)
    }
  })
]
