import { Type, type Static } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { clockMeant } from '../core/clock-meant.ts'
import { Advice, meaning, published, text } from '../core/schema.ts'
import { isShipped } from '../sandbox/fixtures.ts'
import { idPattern } from '../sandbox/making.ts'
import { Clock, ClockBody, about, open } from './schemas.ts'

/** Characters; each sandbox keeps its seed. */
export const longestSeed = 200

const id = Type.Optional(text(about('Its name in addresses; the next of sandbox-1, sandbox-2 …, if left out', 'suite-7')))
const ttlSeconds = Type.Optional(Type.Integer({
  minimum: 1,
  maximum: 31_536_000,
  description: 'It expires when no request has come to it for so long, by the machine\'s clock; it stays, if left out',
  'x-basis': ours
}))

export const ForkBody = Type.Object({ id, ttlSeconds }, {
  title: 'NewFork', description: 'How a fork is called, and for how long it stays', additionalProperties: false
})

const noNull = (value: unknown): Advice | undefined => value === null
  ? new Advice('No setting can be null: leave it out to have it as the server has it, or give what the flag of its name takes')
  : undefined

const SettingValue = meaning(Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Array(Type.String())], {
  // Programs that are made of a document know one type.
  [published]: { anyOf: undefined, type: 'string' }
}), noNull)

/** A clock that was written in another form, with a moment: none says where a new one is to stand. */
function clockFromTheStart (value: unknown): object | undefined {
  const meant = clockMeant(value)
  if (meant instanceof Advice) return undefined
  return meant && (meant.mode === 'real' ? meant : { ...meant, now: meant.now ?? '2026-03-02T09:00' })
}

/** By its id, or its fixture, alone. */
function sandboxMeant (value: unknown): object | undefined {
  if (typeof value !== 'string') return undefined
  if (isShipped(value) || value.includes('/')) return { fixture: value }
  return { id: idPattern.test(value) ? value : 'suite-7' }
}

export const SandboxBody = meaning(Type.Object({
  id,
  fixture: Type.Optional(text(about(
    'Its starting state: demo, empty or the path of a folder; the server\'s, or startSandbox()\'s, if left out', 'demo'
  ))),
  clock: Type.Optional(meaning(ClockBody, clockFromTheStart)),
  seed: Type.Optional(text({
    max: longestSeed, ...about('What its ids and tokens come from; the fixture\'s name, if left out', 'nightly')
  })),
  settings: Type.Optional(Type.Record(Type.String(), SettingValue, {
    description: 'What it can be set to, as the flags of the same names take it, or a list for a flag that can be given again; ' +
      'the others are the server\'s, or startSandbox()\'s',
    'x-basis': ours,
    examples: [{ 'rate-limit': 'off' }]
  })),
  ttlSeconds,
  organisations: Type.Optional(Type.Union([Type.Literal('fixture'), Type.Literal('own')], {
    title: 'OrganisationNumbers',
    description: 'own gives its organisations numbers that no other sandbox has; fixture, if left out, those of the fixture',
    'x-about': 'Whose numbers its organisations have',
    'x-basis': ours
  }))
}, { title: 'NewSandbox', description: 'What a sandbox begins with', additionalProperties: false }), sandboxMeant)
export type SandboxBody = Static<typeof SandboxBody>

export const SandboxPath = Type.Object({ id: text(about('Id of the sandbox', 'default')) })
export const DeletedPath = Type.Object({ id: text(about('Id of a sandbox, but the default one', 'suite-7')) })

const known = {
  id: text(about('Its name in addresses', 'suite-7')),
  url: text(about('Where it is: every address of the server, below this, is its own', 'http://localhost:4010/sandboxes/suite-7')),
  fixture: text(about('What it began with', 'demo')),
  ttlSeconds: Type.Optional(Type.Integer({ description: 'Seconds without a request, after which it expires', 'x-basis': ours })),
  expiresAt: Type.Optional(text(about('When that is, if none comes, by the machine\'s clock', '2026-03-02T09:30:00+13:00')))
}

export const SandboxSummary = Type.Object({
  ...known,
  state: text(about('awake, or asleep: then the next request wakes it', 'awake'))
}, { title: 'SandboxSummary', description: 'A sandbox of the server' })

export const SandboxList = Type.Object({
  total: Type.Integer({ description: 'How many there are', 'x-basis': ours }),
  sandboxes: Type.Array(SandboxSummary, { description: 'By their ids', 'x-basis': ours })
}, { title: 'Sandboxes', description: 'The sandboxes of the server' })

export const SandboxDescription = Type.Object({
  ...known,
  clock: Clock,
  header: Type.Record(Type.String(), Type.String(), { description: 'The header that leads to it, by its name', 'x-basis': ours }),
  urls: Type.Record(Type.String(), Type.String(), { description: 'The base URL of each API, by its name', 'x-basis': ours }),
  credentials: Type.Array(Type.Object({
    service: text(about('The API that takes it')),
    kind: text(about('What it is', 'bearer token')),
    value: text(about('What to send; two parts have " / " between them', 'demo-token-1f0c7a3e9b2d4c58')),
    whose: text(about('Whom it is for')),
    id: Type.Optional(text(about('Of two parts, the name of the account or user', 'demo-tms-1f0c7a3e9b2d4c58'))),
    secret: Type.Optional(text(about('And its secret or password', 'demo-secret-1f0c7a3e9b2d4c58'))),
    token: Type.Optional(text(about('Of one part, what follows "Bearer"', 'demo-token-1f0c7a3e9b2d4c58')))
  }, { title: 'CredentialOfSandbox', description: 'A credential that the sandbox accepts' }), {
    description: 'Where it was made by POST, they lead to it by themselves, without its address and without the header',
    'x-basis': ours
  })
}, { title: 'Sandbox', description: 'A sandbox, and how to reach it; besides, what its services have to tell', ...open })
