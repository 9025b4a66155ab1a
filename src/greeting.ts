import { describeClock } from './core/clock.ts'
import { listMachineAccounts, listOrganisations, listStaticTokens, organisationsOf } from './tec/esl/store.ts'
import type { RunningServer } from './server.ts'
import { services } from './services.ts'

/** What a person is told when the server has started: where things are, and what gets one in. */
export function greeting ({ url, sandbox, adminToken }: RunningServer): string {
  const { db, clock, fixture } = sandbox
  const { mode, now } = describeClock(clock)
  const accounts = listMachineAccounts(db).map(({ name, secret }) =>
    `  machine account  ${name} / ${secret}, for ${organisationsOf(db, name).map(it => it.eid).join(', ')}`)
  const tokens = listStaticTokens(db).map(({ token, eid }) => `  bearer token     ${token}, for EID ${eid}`)
  const organisations = listOrganisations(db).map(({ eid, name }) => `  EID ${eid}         ${name}`)
  return [
    `tms-sandbox listens at ${url}`,
    '',
    ...services.map(({ mount, title, operationsAt = mount }) => `  ${title.padEnd(32)} ${url}${operationsAt}`),
    `  ${'Documentation'.padEnd(32)} ${url}/docs`,
    `  ${'The sandbox itself'.padEnd(32)} ${url}/__admin`,
    ...(adminToken === undefined ? [] : [`  ${''.padEnd(32)} with Authorization: Bearer ${adminToken}`]),
    '',
    `Fixture ${fixture.name}, clock ${mode} at ${now}`,
    ...organisations,
    ...accounts,
    ...tokens
  ].join('\n')
}
