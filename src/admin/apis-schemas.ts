import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { text } from '../core/schema.ts'
import { RequestShown } from './knowledge-schemas.ts'
import { about, said } from './schemas.ts'

const Known = Type.Object({
  documented: Type.Integer(said('How many a page states')),
  inferred: Type.Integer(said('How many are guessed, for a reason that is told'))
}, { title: 'HowKnown', description: 'How they are known', 'x-basis': ours })

const KnownRules = Type.Object({
  ...Known.properties,
  refusing: Type.Integer(said('How many refuse what breaks them')),
  warning: Type.Integer(said('How many only warn'))
}, { title: 'HowRulesAreKnown', description: 'How rules are known, and what they do', 'x-basis': ours })

const CredentialOfApi = Type.Object({
  kind: text(about('What it is', 'bearer token')),
  value: text(about('What to send; two parts have " / " between them', 'demo-token-9001')),
  whose: text(about('Whom it is for'))
}, { title: 'CredentialOfApi', description: 'A credential that the sandbox accepts', 'x-basis': ours })

const FirstCallShown = Type.Object({
  shows: text(about('What it shows', 'Read a training plan and its visits')),
  isRefused: Type.Boolean(said('Whether it is there to be refused')),
  request: RequestShown
}, { title: 'FirstCall', description: 'A request that a newcomer can try', 'x-basis': ours })

const Api = Type.Object({
  name: text(about('Its name')),
  title: text(about('What it is called')),
  description: text(about('What it is for')),
  path: text(about('Where a client points its base URL, below the address of the sandbox', '/oauth2/access_token')),
  url: text(about('The same, whole', 'http://localhost:4010/oauth2/access_token')),
  operations: Known,
  rules: KnownRules,
  credentials: Type.Array(CredentialOfApi, said('None where nobody needs one')),
  firstCalls: Type.Array(FirstCallShown, said('In the order in which to try them; none where the data have nothing for it'))
}, { title: 'Api', description: 'An emulated API', 'x-basis': ours })

export const Apis = Type.Object({
  operations: Known,
  rules: KnownRules,
  readings: Type.Integer(said('How many sentences of the sources can be understood in more than one way')),
  apis: Type.Array(Api, said('In the order in which the documentation has them'))
}, { title: 'Apis', description: 'The emulated APIs, and how true they are' })
