import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { BadInput } from '../../../core/errors.ts'
import type { Database } from '../../../sandbox/database.ts'
import type { App } from '../../../http/operation.ts'
import { readSetting, writeSetting } from '../../../sandbox/settings.ts'
import { Progression } from './progression.ts'

const setting = 'progression of validation runs'

/** How runs that are asked for from now on go on. */
export function readProgression (db: Database): Progression {
  const written = readSetting(db, setting)
  return written === undefined ? { progression: 'immediate' } : JSON.parse(written) as Progression
}

/** Under `/__admin`: whether validation runs are over at once, after some time, or after some reads of their status. */
export async function progressionRoutes (app: App): Promise<void> {
  app.get('/transitions/validation', (request) => readProgression(request.sandbox.db))

  app.put('/transitions/validation', { schema: { body: Type.Object({}, { additionalProperties: true }) } }, (request) => {
    if (!Value.Check(Progression, request.body)) {
      throw new BadInput('Write {"progression": "immediate"}, {"progression": "time", "seconds": 30} or ' +
        '{"progression": "manual", "times": 3}, with a whole number from 1 on and nothing else')
    }
    writeSetting(request.sandbox.db, setting, JSON.stringify(request.body))
    return request.body
  })
}
