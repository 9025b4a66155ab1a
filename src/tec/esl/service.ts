import type { Service } from '../../http/service.ts'
import { eslExamples } from '../examples.ts'
import { eslFixtureFiles } from './fixtures.ts'
import { eslRoutes } from './routes.ts'
import { eslTables } from './store.ts'

/** Education Sector Logon: where a machine account gets its bearer tokens. */
export const esl: Service = {
  name: 'esl',
  title: 'Education Sector Logon',
  version: 'v1.0',
  about: 'Gives machine accounts their bearer tokens.',
  mount: '',
  consumes: ['application/x-www-form-urlencoded'],
  operationsAt: '/oauth2/access_token',
  rules: [],
  examples: eslExamples,
  refusals: {},
  security: { name: 'machineAccount', scheme: { type: 'http', scheme: 'basic', description: 'A machine account and its secret' } },
  tables: [eslTables],
  fixtureFiles: eslFixtureFiles,
  isLimited: false,
  routes: eslRoutes
}
