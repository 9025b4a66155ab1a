import { utcOf } from '../../../core/date-time.ts'
import { decide } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { providerBasedPage } from '../../sources.ts'
import { ProblemWithErrors } from '../errors.ts'
import { userRules } from './rules.ts'
import { UserInfo } from './schemas.ts'
import { findUser, saveUser, type RegisteredUser } from './store.ts'

export async function userRoutes (app: App): Promise<void> {
  app.get('/v1.0/user', operation({
    operationId: 'GetCurrentUser',
    summary: 'Get current user',
    description: 'Answers the machine account of the token, if it was registered for the organisation.',
    basis: providerBasedPage('get-current-user'),
    rules: userRules,
    tag: 'User',
    wire: { response: { 200: UserInfo, 403: ProblemWithErrors } }
  }), (request) => decide(request, ({ db, eid, enforce }) => {
    const account = request.entry.account!
    const { found } = enforce(userRules, { account, eid, found: findUser(db, account, eid) }, 'found')
    return describe(found)
  }))

  app.post('/v1.0/user/register', operation({
    operationId: 'RegisterUser',
    summary: 'Checks current authenticated user against existing and registers or updates the user info',
    description: 'Registers the machine account of the token for the organisation, or notes that it was registered again.',
    basis: providerBasedPage('checks-current-authenticated-user-against-existing-and-registers-or-updates-the-user-info'),
    rules: [],
    tag: 'User',
    wire: { response: { 200: UserInfo, 403: ProblemWithErrors } }
  }), (request) => decide(request, ({ db, eid, now }) => {
    const account = request.entry.account!
    saveUser(db, { account, eid, now: utcOf(now) })
    return describe(findUser(db, account, eid)!)
  }))
}

const describe = ({ identityId, account, eid, organisation, insertedDateTime, updatedDateTime }: RegisteredUser): UserInfo => ({
  identityId,
  externalId: account,
  displayName: account,
  edumis: String(eid),
  organisationId: eid,
  providerName: organisation,
  role: 'MachineUser',
  insertedDateTime,
  updatedDateTime
})
