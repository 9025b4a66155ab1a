import type { Service } from './http/service.ts'
import type { Contents } from './sandbox/sandbox.ts'
import { idTables } from './sandbox/ids.ts'
import { settingTables } from './sandbox/settings.ts'
import { accessplanitV1 } from './accessplanit/v1/service.ts'
import { accessplanitV2 } from './accessplanit/v2/service.ts'
import { esl } from './tec/esl/service.ts'
import { providerBased } from './tec/provider-based/service.ts'
import { providerBasedMoments } from './tec/provider-based/moments.ts'
import { workBased } from './tec/work-based/service.ts'
import { workBasedMoments } from './tec/work-based/moments.ts'

/** The emulated APIs. */
export const services: readonly Service[] = [esl, workBased, providerBased, accessplanitV1, accessplanitV2]

/** What they keep in a sandbox. */
export const contents: Contents = {
  schema: {
    tables: [settingTables, idTables, ...services.flatMap(service => service.tables)].join('\n'),
    migrations: {}
  },
  moments: [...workBasedMoments, ...providerBasedMoments],
  fixtureFiles: services.flatMap(service => service.fixtureFiles)
}
