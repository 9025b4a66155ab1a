import { utcOf } from '../../../core/date-time.ts'
import { tecOperation } from '../../caller.ts'
import { edumisOf } from '../../edumis.ts'
import { routeIsOurs } from '../routes.ts'
import { ProblemWithErrors } from '../errors.ts'
import { userRules } from './rules.ts'
import { UserInfo } from './schemas.ts'
import { findUser, saveUser, type RegisteredUser } from '../../registered-users.ts'

export const userOperations = [
  tecOperation({
    operationId: 'GetCurrentUser',
    summary: 'Get current user',
    description: 'Answers the machine account of the token, if it was registered for the organisation.',
    basis: routeIsOurs('get-current-user'),
    method: 'GET',
    path: '/v1.0/user',
    tag: 'User',
    wire: { response: { 200: UserInfo, 403: ProblemWithErrors } },
    status: 200,
    rules: userRules,
    perform ({ db, caller: { eid, account }, enforce }) {
      const { found } = enforce(userRules, { account, eid, found: findUser(db, account, eid) }, 'found')
      return describe(found)
    }
  }),

  tecOperation({
    operationId: 'RegisterUser',
    summary: 'Checks current authenticated user against existing and registers or updates the user info',
    description: 'Registers the machine account of the token for the organisation, or notes that it was registered again.',
    basis: routeIsOurs('checks-current-authenticated-user-against-existing-and-registers-or-updates-the-user-info'),
    method: 'POST',
    path: '/v1.0/user/register',
    tag: 'User',
    wire: { response: { 200: UserInfo, 403: ProblemWithErrors } },
    status: 200,
    rules: [],
    perform ({ db, caller: { eid, account }, now }) {
      saveUser(db, { account, eid, now: utcOf(now) })
      return describe(findUser(db, account, eid)!)
    }
  })
]

const describe = ({ identityId, account, eid, organisation, insertedDateTime, updatedDateTime }: RegisteredUser): UserInfo => ({
  identityId,
  externalId: account,
  displayName: account,
  edumis: edumisOf(eid),
  organisationId: eid,
  providerName: organisation,
  role: 'MachineUser',
  insertedDateTime,
  updatedDateTime
})
