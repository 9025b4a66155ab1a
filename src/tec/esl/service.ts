import { form } from '../../http/bodies.ts'
import { withExamples } from '../../http/operation-example.ts'
import type { Service } from '../../http/service.ts'
import { marked } from '../../sandbox/marks.ts'
import { edumisOf } from '../edumis.ts'
import { tokenError } from './errors.ts'
import { eslExamples, eslScene } from './examples.ts'
import { firstCalls } from './first-calls.ts'
import { eslFixtureFiles } from './fixtures.ts'
import { credentialOf, eslOperations } from './operations.ts'
import { renumberOrganisations } from './renumbering.ts'
import { eslReadings } from './readings.ts'
import { eslSamples } from './samples.ts'
import { TokenError } from './schemas.ts'
import { eslTables, listMachineAccounts, listOrganisations, organisationsOf } from './store.ts'

/** Education Sector Logon: where a machine account gets its bearer tokens. */
export const esl: Service = {
  name: 'esl',
  title: 'Education Sector Logon',
  version: 'v1.0',
  description: 'Gives machine accounts their bearer tokens.',
  mount: '',
  baseUrl: '/oauth2/access_token',
  operations: withExamples(eslOperations, eslSamples),
  rules: [],
  takes: [form],
  present: { failure: tokenError },
  settings: [],
  readings: eslReadings,
  examples: eslExamples,
  scene: eslScene,
  areas: { esl: 'Education Sector Logon' },
  credentials: (sandbox) => listMachineAccounts(sandbox.db).filter(({ isEnabled }) => isEnabled).map(({ name, secret }) => ({
    kind: 'machine account',
    value: `${marked(sandbox, name)} / ${marked(sandbox, secret)}`,
    whose: `EID ${organisationsOf(sandbox.db, name).map(it => edumisOf(it.eid)).join(', ')}`
  })),
  firstCalls,
  credentialOf,
  tells: ({ db }) => ({ eids: listOrganisations(db).map(({ eid, name }) => ({ eid: edumisOf(eid), name })) }),
  renumber: renumberOrganisations,
  refusals: { 400: TokenError, 405: TokenError, 413: TokenError, 415: TokenError, 503: TokenError, 507: TokenError },
  refusesIn: ['application/json'],
  security: {
    name: 'machineAccount',
    scheme: {
      type: 'http', scheme: 'basic', description: 'A machine account and its secret, such as demo-tms and demo-secret of the fixture'
    }
  },
  tables: [eslTables],
  fixtureFiles: eslFixtureFiles,
  moments: []
}
