import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { BadInput } from '../../../core/errors.ts'
import { either } from '../../../core/rule-kinds.ts'
import { quoted } from '../../../core/words.ts'
import { enumeration, oneOf, published } from '../../../core/schema.ts'
import { operation } from '../../../http/operation.ts'
import { answer, json } from '../../../http/answer.ts'
import type { Setting } from '../../../sandbox/settings.ts'
import { anyForm, progressionIn } from './progression-in.ts'
import { faultStatuses, Progression } from './progression.ts'

const ours = inferred('The sandbox\'s own: nobody knows how long a validation takes')

const forms = `${anyForm}, with a whole number from 1 on. ` +
  `"outcome": "UnknownError" beside it has the run itself fail: ${either(faultStatuses)}; nothing else`

/** How validation runs that are asked for from now on go on. */
export const progressionOfRuns: Setting<Progression> = {
  name: 'validation-progression',
  placeholder: 'HOW',
  description: 'how validation runs go on: immediate, or a JSON text as PUT /__admin/transitions/validation takes it',
  default: 'immediate',
  row: Progression,
  read (text) {
    return progressionIn(text === 'immediate' ? { progression: text } : jsonIn(text))
  }
}

function jsonIn (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadInput(`${quoted(text)} is not JSON. ${anyForm}.`)
  }
}

const ways = enumeration('WayOfProgression', 'How validation runs go on', ['immediate', 'time', 'manual'])

const about = (description: string) => ({ description, 'x-basis': ours })

/** What it is made of, for documents; `progressionIn` knows what goes with what. */
const AnyProgression = Type.Object({}, {
  title: 'Progression',
  description: forms,
  additionalProperties: true,
  'x-basis': ours,
  [published]: {
    additionalProperties: undefined,
    required: ['progression'],
    properties: {
      progression: oneOf(ways, { basis: ours, description: 'How runs go on' }),
      seconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 31_536_000, ...about('How long a run takes, where time moves it') })),
      times: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, ...about('How often its status is read until it is over') })),
      outcome: Type.Optional(oneOf(faultStatuses, { basis: ours, description: 'The fault that it ends in, whatever it finds' }))
    }
  }
})

const tag = 'Transitions'

/** Whether validation runs are over at once, after some time, or after some reads of their status. */
export const progressionOperations = [
  operation({
    operationId: 'GetValidationProgression',
    summary: 'How validation runs go on',
    description: 'Answers how validation runs that are asked for from now on go on.',
    basis: ours,
    method: 'GET',
    path: '/transitions/validation',
    tag,
    wire: { response: { 200: AnyProgression } },
    status: 200,
    rules: [],
    perform: ({ setting }) => whole(setting(progressionOfRuns))
  }),

  operation({
    operationId: 'SetValidationProgression',
    summary: 'Set how validation runs go on',
    description: 'Has validation runs be over at once, after some time, or after some reads of their status; and, with an outcome, ' +
      'end in that fault of TEC\'s own systems, whatever they find.',
    basis: ours,
    method: 'PUT',
    path: '/transitions/validation',
    tag,
    wire: { body: AnyProgression, response: { 200: AnyProgression } },
    status: 200,
    rules: [],
    perform ({ sandbox }, { body }) {
      sandbox.settings.set(progressionOfRuns, progressionIn(body))
      return whole(body)
    }
  })
]

const whole = (value: object) => answer({ type: json, text: JSON.stringify(value) })
