import { inferred } from '../../../core/basis.ts'
import { ruleOver } from '../../../core/rule.ts'
import { one, type Database } from '../../../sandbox/database.ts'
import { quote } from '../../query/reader.ts'
import { findCourseDate } from '../courses/store.ts'
import type { Columns } from '../store.ts'
import { findCompany, findUser } from './store.ts'

/** Whom a communication is about; `isThere` is undefined where the sandbox does not know such things. */
interface CommunicationFacts { mappedType: string, mappedId: string, isThere: boolean | undefined }

export const mappedExists = ruleOver<CommunicationFacts>()({
  id: 'communication.mapped-exists',
  statement: 'MappedID must name somebody or something that exists',
  field: 'MappedID',
  basis: inferred('What is said to nobody is for nobody\'s record'),
  needs: ['isThere'],
  holds: ({ isThere }) => isThere,
  compares: ({ mappedType, mappedId }) => ({ MappedIDType: mappedType, MappedID: mappedId }),
  refusal: ({ mappedType, mappedId }) => `No ${mappedType} ${quote(mappedId)} exists.`,
  wouldPass: ({ mappedType }) => `Check MappedID; it has to be the ID of a ${mappedType}.`
})

const findCommunication = one<{ mappedType: string, mappedId: string }>('SELECT mappedType, mappedId FROM communication WHERE id = ?')

const finders: Record<string, (db: Database, id: string) => unknown> = { user: findUser, company: findCompany, coursedate: findCourseDate }

export function communicationFacts (db: Database, columns: Columns, id: string | undefined): CommunicationFacts {
  const { mappedType, mappedId } = { ...(id !== undefined && findCommunication(db, id)), ...columns } as Record<string, string>
  const find = finders[mappedType!.toLowerCase()]
  return { mappedType: mappedType!, mappedId: mappedId!, isThere: find && find(db, mappedId!) !== undefined }
}
