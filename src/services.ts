import { accessplanitLegacy } from './accessplanit/legacy/service.ts'
import { accessplanitV1 } from './accessplanit/v1/service.ts'
import { accessplanitV2 } from './accessplanit/v2/service.ts'
import type { Service } from './http/service.ts'
import { contractTables } from './sandbox/contracts.ts'
import { idTables } from './sandbox/ids.ts'
import type { Contents } from './sandbox/sandbox.ts'
import { settingTables } from './sandbox/settings.ts'
import { migrations } from './migrations.ts'
import { esl } from './tec/esl/service.ts'
import { providerBased } from './tec/provider-based/service.ts'
import { workBased } from './tec/work-based/service.ts'

/** The emulated APIs. */
export const services: readonly Service[] = [esl, workBased, providerBased, accessplanitV1, accessplanitV2, accessplanitLegacy]

/** What they keep in a sandbox. */
export const contents: Contents = {
  schema: {
    tables: [settingTables, idTables, contractTables, ...services.flatMap(service => service.tables)].join('\n'),
    migrations,
    settings: services.flatMap(service => service.settings)
  },
  renumber: services.flatMap(({ renumber }) => renumber ?? []),
  endLeft: services.flatMap(({ endLeft }) => endLeft ?? []),
  moments: services.flatMap(service => service.moments),
  fixtureFiles: services.flatMap(service => service.fixtureFiles)
}
