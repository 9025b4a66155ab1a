import type { Service } from './http/service.ts'
import type { Contents } from './sandbox/sandbox.ts'
import { settingTables } from './sandbox/settings.ts'
import { esl } from './tec/esl/service.ts'
import { providerBased } from './tec/provider-based/service.ts'
import { providerBasedTimetable } from './tec/provider-based/timetable.ts'
import { workBased } from './tec/work-based/service.ts'
import { workBasedTimetable } from './tec/work-based/timetable.ts'

/** The emulated APIs. */
export const services: readonly Service[] = [esl, workBased, providerBased]

/** What they keep in a sandbox. */
export const contents: Contents = {
  migrations: [
    [settingTables, ...services.flatMap(service => service.tables)].join('\n')
  ],
  timetables: [workBasedTimetable, providerBasedTimetable],
  fixtureFiles: services.flatMap(service => service.fixtureFiles)
}
