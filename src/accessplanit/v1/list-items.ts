import { Type, type TSchema } from '@sinclair/typebox'
import type { Basis } from '../../core/basis.ts'
import { text } from '../../core/schema.ts'
import { localMoment } from '../shapes.ts'

/** What the lists of a record have in them. */
export function itemOf (list: string, basis: Basis): TSchema {
  const named = (description: string) => text({ basis, description })
  switch (list) {
    case 'Sessions': return Type.Object({
      SessionID: named('Id of the session'),
      Name: named('Name'),
      StartDate: localMoment('When it starts', { 'x-basis': basis }),
      EndDate: localMoment('When it ends', { 'x-basis': basis }),
      Cost: Type.Integer({ description: 'What it costs, in cents', 'x-basis': basis }),
      Venue: Type.Optional({ ...named('Alias of its venue, or the label'), nullable: true })
    }, { title: 'Session', description: 'A session of a course', xml: { name: 'Session' } })
    default: return Type.String({ xml: { name: 'string' } })
  }
}
