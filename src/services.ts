import type { Service } from './http/service.ts'
import type { Contents } from './sandbox/sandbox.ts'
import { sandboxTables } from './sandbox/sandbox.ts'
import { esl } from './tec/esl/service.ts'
import { workBased } from './tec/work-based/service.ts'
import { workBasedTimetable } from './tec/work-based/timetable.ts'

/** The emulated APIs. */
export const services: readonly Service[] = [esl, workBased]

/** What they keep in a sandbox. */
export const contents: Contents = {
  migrations: [
    [sandboxTables, ...esl.tables, ...workBased.tables].join('\n')
  ],
  timetables: [workBasedTimetable],
  fixtureFiles: services.flatMap(service => service.fixtureFiles)
}
