import { ours } from '../core/basis.ts'
import { describeClock } from '../core/clock.ts'
import { withBraces } from '../http/not-found.ts'
import { operation, type Operation } from '../http/operation.ts'
import { resetScopes } from '../sandbox/changes.ts'
import { Health, Index, ResetBody, ResetReply } from './schemas.ts'
import { version } from './version.ts'

const tag = 'State'

export const stateOperations: Operation[] = [
  operation({
    operationId: 'GetLiveness',
    summary: 'Is the server alive?',
    description: 'Answers as long as the server runs.',
    basis: ours,
    method: 'GET',
    path: '/livez',
    tag,
    wire: { response: { 200: Health } },
    status: 200,
    isOpen: true,
    neverWaits: true,
    rules: [],
    perform: () => ({ status: 'alive' })
  }),

  operation({
    operationId: 'GetReadiness',
    summary: 'Is the sandbox ready?',
    description: 'Answers as long as the sandbox can store and read.',
    basis: ours,
    method: 'GET',
    path: '/readyz',
    tag,
    wire: { response: { 200: Health } },
    status: 200,
    isOpen: true,
    rules: [],
    perform ({ sandbox }) {
      // Where the disk is full or another program holds the file, this is what finds out: something else than before, and kept, or SQLite
      // writes nothing.
      sandbox.store.transact(() => sandbox.settings.remember('asked', !sandbox.settings.recall('asked')))
      return { status: 'ready', fixture: sandbox.fixture.name }
    }
  }),

  operation({
    operationId: 'Reset',
    summary: 'Reset the sandbox',
    description: 'Goes back to the fixture and to the clock of the start, in whole or in part.',
    basis: ours,
    method: 'POST',
    path: '/__admin/reset',
    tag,
    wire: { body: ResetBody, response: { 200: ResetReply } },
    status: 200,
    rules: [],
    before: (sandbox, _caller, { body: { scope } }) => sandbox.prepareReset(scope),
    async perform ({ sandbox }, { body: { scope = resetScopes } }) {
      await sandbox.reset(scope)
      return { sandbox: sandbox.id, fixture: sandbox.fixture.name, scope, clock: describeClock(sandbox.clock) }
    }
  })
]

/** What there is under `/__admin`. */
export const indexOperation = (operations: () => readonly Operation[]): Operation => operation({
  operationId: 'GetIndex',
  summary: 'What can be done here',
  description: 'Says what runs here, and lists the operations of the sandbox\'s own API.',
  basis: ours,
  method: 'GET',
  path: '/__admin',
  tag,
  wire: { response: { 200: Index } },
  status: 200,
  rules: [],
  perform: ({ sandbox }) => ({
    version: version(),
    sandbox: sandbox.id,
    fixture: sandbox.fixture.name,
    clock: describeClock(sandbox.clock),
    operations: operations().map(({ method, path, summary }) => ({ method, path: withBraces(path), summary }))
  })
})
