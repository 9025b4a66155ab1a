import { reading, everyOperation } from '../core/reading.ts'
import { refusingWhere, ruleOver } from '../core/rule.ts'
import { quoted } from '../core/rule-kinds.ts'
import { eslGuide } from './sources.ts'

/** Whether a machine account is to be registered before it calls, which both of TEC's APIs may ask. */

export const registrationFirst = reading({
  id: 'registration-first',
  sentence: 'A machine account gets a token, is registered with TEC\'s APIs for the organisation, and then calls them',
  source: eslGuide,
  choices: {
    warned: 'one that is not registered is warned of when it asks for the token of a return, and nothing is refused',
    refused: 'every call of both APIs but those about users is refused with AU1 until it is registered'
  },
  usual: 'warned',
  why: 'The guide gives the order of the calls, not what becomes of another order; and only one of the APIs has a call that registers',
  rules: ['user.registered-first'],
  bearsOn: everyOperation,
  refusing: 'refused'
})

export interface RegistrationFacts {
  account: string
  eid: number
  /** Not known where nobody asks. */
  isRegistered: boolean | undefined
  /** Whether one that is not is refused, by the reading in force. */
  refusesUnregistered: boolean
}

export const callerIsRegistered = refusingWhere<RegistrationFacts>(ruleOver<RegistrationFacts>()({
  id: 'user.registered-first',
  statement: 'A machine account must be registered before its first data call',
  field: 'Authorization',
  basis: eslGuide,
  code: 'AU1',
  failure: 'unauthenticated',
  warnsBecause: 'the guide gives the order of the calls, not what becomes of another order',
  needs: ['isRegistered'],
  holds: ({ isRegistered }) => isRegistered,
  compares: ({ account, isRegistered }) => ({ 'machine account': account, registered: isRegistered }),
  refusal: ({ account, eid }) => `Machine account ${quoted(account)} is not registered for EID ${eid}.`,
  wouldPass: () => 'Call POST /submissions/v1.0/user/register first.'
}), ({ refusesUnregistered }) => refusesUnregistered)
