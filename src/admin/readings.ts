import { Type } from '@sinclair/typebox'
import { speechIn, type Speech } from '../contract/edge/speech.ts'
import { ours } from '../core/basis.ts'
import { BadInput, Failure } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import type { Reading } from '../core/reading.ts'
import { meaning, text } from '../core/schema.ts'
import { asWritten, either, quoted } from '../core/words.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { Service } from '../http/service.ts'
import { askOf, choices, type Choices } from '../sandbox/readings.ts'
import type { Settings } from '../sandbox/settings.ts'
import { Readings } from './knowledge-schemas.ts'

const tag = 'Knowledge'

const wire = { response: { 200: Readings } }

/** The sentences of the services' sources that can be understood in more than one way, and how a sandbox understands them. */
export const readingOperations = (services: readonly Service[]): Operation[] => [
  operation({
    operationId: 'ListReadings',
    summary: 'List the readings',
    description: 'Every sentence of the sources that can be understood in more than one way: the choices, and the one in force.',
    basis: ours,
    method: 'GET',
    path: '/__admin/readings',
    tag,
    wire,
    status: 200,
    rules: [],
    perform: ({ sandbox }) => describeReadings(services, sandbox.settings, speechIn(sandbox, services))
  }),

  operation({
    operationId: 'ChooseReadings',
    summary: 'Choose readings',
    description: 'Says how the sandbox is to understand some of those sentences. The others stay as they are, and so does what was ' +
      'decided before. A reset goes back to the choices of the start.',
    basis: ours,
    method: 'PUT',
    path: '/__admin/readings',
    tag,
    wire: {
      body: meaning(Type.Record(Type.String(), text({ basis: ours, description: 'A choice, by the id of the reading', example: 'plan' }), {
        title: 'Choices', description: 'Choices, by the ids of their readings', minProperties: 1, examples: [{ 'unknown-id': '404' }]
      }), choicesMeant),
      ...wire
    },
    status: 200,
    rules: [],
    perform ({ sandbox, sandbox: { settings } }, { body }) {
      settings.set(choices, { ...settings.get(choices), ...checked(services, body) })
      return describeReadings(services, settings, speechIn(sandbox, services))
    }
  })
]

/** As the flag has them. */
function choicesMeant (value: unknown): Choices | undefined {
  const parts = [value].flat().map(it => /^([\w-]+)=([\w-]+)$/.exec(asWritten(it).trim()))
  return parts.length > 0 && parts.every(it => it !== null) ? Object.fromEntries(parts.map(([, id, choice]) => [id!, choice!])) : undefined
}

const checked = (services: readonly Service[], body: Choices): Choices => {
  try {
    return checkChoices(services, body)
  } catch (error) {
    throw new Failure('malformed', (error as Error).message)
  }
}

/** Throws BadInput for a reading, or a choice, that there is not; `lister` says what lists them. */
export function checkChoices (services: readonly Service[], given: Choices, lister = 'GET /__admin/readings lists all.'): Choices {
  const readings = services.flatMap(service => service.readings)
  for (const [id, choice] of Object.entries(given)) {
    const reading = readings.find(it => it.id === id)
    if (!reading) {
      const ids = readings.map(it => it.id)
      const meant = didYouMean(ids, id)
      throw new BadInput(`No reading ${quoted(id)} exists.${meant} ${meant === '' ? `The readings are ${ids.join(', ')}.` : lister}`)
    }
    const known = Object.keys(reading.choices)
    if (!known.includes(choice)) {
      throw new BadInput(`${quoted(choice)} is not a choice of the reading ${id}.${didYouMean(known, choice)} Use ${either(known)}.`)
    }
  }
  return given
}

/** Every reading; with the choice in force, where it is asked of a sandbox. */
export const describeReadings = (services: readonly Service[], settings?: Settings, speech?: Speech) =>
  services.flatMap(({ name, readings }) => readings.map(reading =>
    ({ service: name, ...inWords(speech, name, describe(reading)), ...settings && { inForce: askOf(settings)(reading) } })))

const describe = ({ id, sentence, source, choices, usual, why, rules, bearsOn, refusing }: Reading) =>
  ({ id, sentence, source, choices, usual, why, rules, ...bearsOn && { bearsOn: [bearsOn].flat() }, ...refusing && { refusing } })

function inWords (speech: Speech | undefined, service: string, reading: ReturnType<typeof describe>): ReturnType<typeof describe> {
  if (!speech?.isOfficial) return reading
  const text = (it: string) => speech.text(service, it)
  return {
    ...reading,
    sentence: text(reading.sentence),
    choices: Object.fromEntries(Object.entries(reading.choices).map(([choice, does]) => [choice, text(does)])),
    why: text(reading.why),
    ...reading.bearsOn && { bearsOn: reading.bearsOn.map(speech.name) }
  }
}
