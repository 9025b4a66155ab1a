import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { decide, type World } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { findRecord, listRecords } from '../../platform/feed.ts'
import { localDateTime } from '../../platform/local-time.ts'
import { findCompany, findCompanyGroup, findUser, findUserByEmail, insertRecord, nextId, updateRecord, type Columns } from '../../platform/store.ts'
import { userPage } from '../../sources.ts'
import { bodyOf, replyOf } from '../field.ts'
import { anyQuery, readQuery } from '../listing.ts'
import { columnsOf, type Body } from '../writing.ts'
import { send } from '../sending.ts'
import { companies, companyGroups, users } from './feeds.ts'
import { companyExists, companyRules, userExists, userRules, type CompanyFacts, type UserFacts } from './rules.ts'

const pathIsOurs = inferred('The operation is documented, the path is not')
const UserPath = Type.Object({ userId: text({ basis: userPage, description: 'The user' }) })
const CompanyPath = Type.Object({ companyId: text({ basis: userPage, description: 'The account' }) })

export async function userRoutes (app: App): Promise<void> {
  app.get('/users', operation({
    operationId: 'ListUsers',
    summary: 'List Users',
    description: 'Users, filtered by any field that can be filtered.',
    basis: pathIsOurs,
    rules: [],
    tag: 'Users',
    wire: { querystring: anyQuery, response: { 200: Type.Array(replyOf(users)) } }
  }), (request, reply) => send(reply, 'User', decide(request, ({ db }) =>
    listRecords(db, users, users.fields, readQuery(users, request.query, request.entry.ignored)))))

  app.get('/users/:userId', operation({
    operationId: 'GetUser',
    summary: 'Get one User',
    description: 'A user of the platform.',
    basis: userPage,
    rules: [userExists],
    tag: 'Users',
    wire: { params: UserPath, response: { 200: replyOf(users) } }
  }), (request, reply) => send(reply, 'User', decide(request, ({ db, enforce }) => {
    const { userId: id } = request.params
    enforce([userExists], { id, found: findUser(db, id) })
    return findRecord(db, users, id)!
  })))

  app.post('/users', operation({
    operationId: 'CreateUser',
    summary: 'Create a User',
    description: 'Makes a user; without a UserID it gets one.',
    basis: pathIsOurs,
    rules: userRules,
    tag: 'Users',
    wire: { body: bodyOf(users, 'create'), response: { 201: replyOf(users) } }
  }), (request, reply) => {
    reply.code(201)
    return send(reply, 'User', decide(request, world => {
      const { db, now, enforce } = world
      const columns = columnsOf(users, request.body as Body, 'create')
      const id = String(columns.id || nextId(db, 'user'))
      enforce(userRules, userFacts(world, columns, undefined, findUser(db, id)?.id))
      const moment = localDateTime(now)
      insertRecord(db, 'user', { ...columns, id, dateCreated: moment, dateUpdated: moment })
      return findRecord(db, users, id)!
    }))
  })

  app.put('/users/:userId', operation({
    operationId: 'UpdateUser',
    summary: 'Update a User',
    description: 'Writes the members that are given. Forenames and Surname have to be.',
    basis: pathIsOurs,
    rules: [userExists, ...userRules],
    tag: 'Users',
    wire: { params: UserPath, body: bodyOf(users, 'update'), response: { 200: replyOf(users) } }
  }), (request, reply) => send(reply, 'User', decide(request, world => {
    const { db, now, enforce } = world
    const { userId: id } = request.params
    enforce([userExists], { id, found: findUser(db, id) })
    const columns = columnsOf(users, request.body as Body, 'update')
    enforce(userRules, userFacts(world, columns, id, undefined))
    updateRecord(db, 'user', { ...columns, dateUpdated: localDateTime(now) }, 'id = ?', id)
    return findRecord(db, users, id)!
  })))

  app.get('/companies', operation({
    operationId: 'ListCompanies',
    summary: 'List Accounts',
    description: 'The companies of the platform, training providers among them.',
    basis: pathIsOurs,
    rules: [],
    tag: 'Users',
    wire: { querystring: anyQuery, response: { 200: Type.Array(replyOf(companies)) } }
  }), (request, reply) => send(reply, 'Company', decide(request, ({ db }) =>
    listRecords(db, companies, companies.fields, readQuery(companies, request.query, request.entry.ignored)))))

  app.get('/companies/:companyId', operation({
    operationId: 'GetCompany',
    summary: 'Get one Account',
    description: 'A company of the platform.',
    basis: pathIsOurs,
    rules: [companyExists],
    tag: 'Users',
    wire: { params: CompanyPath, response: { 200: replyOf(companies) } }
  }), (request, reply) => send(reply, 'Company', decide(request, ({ db, enforce }) => {
    const { companyId: id } = request.params
    enforce([companyExists], { id, found: findCompany(db, id) })
    return findRecord(db, companies, id)!
  })))

  app.post('/companies', operation({
    operationId: 'CreateCompany',
    summary: 'Create an Account',
    description: 'Makes a company; without a CompanyID it gets one.',
    basis: pathIsOurs,
    rules: companyRules,
    tag: 'Users',
    wire: { body: bodyOf(companies, 'create'), response: { 201: replyOf(companies) } }
  }), (request, reply) => {
    reply.code(201)
    return send(reply, 'Company', decide(request, world => {
      const { db, now, enforce } = world
      const columns = columnsOf(companies, request.body as Body, 'create')
      const id = String(columns.id || nextId(db, 'company'))
      enforce(companyRules, companyFacts(world, columns, findCompany(db, id)?.id))
      const moment = localDateTime(now)
      insertRecord(db, 'company', { ...columns, id, dateCreated: moment, dateUpdated: moment })
      return findRecord(db, companies, id)!
    }))
  })

  app.put('/companies/:companyId', operation({
    operationId: 'UpdateCompany',
    summary: 'Update an Account',
    description: 'Writes the members that are given.',
    basis: pathIsOurs,
    rules: [companyExists, ...companyRules],
    tag: 'Users',
    wire: { params: CompanyPath, body: bodyOf(companies, 'update'), response: { 200: replyOf(companies) } }
  }), (request, reply) => send(reply, 'Company', decide(request, world => {
    const { db, now, enforce } = world
    const { companyId: id } = request.params
    enforce([companyExists], { id, found: findCompany(db, id) })
    const columns = columnsOf(companies, request.body as Body, 'update')
    enforce(companyRules, companyFacts(world, columns, undefined))
    updateRecord(db, 'company', { ...columns, dateUpdated: localDateTime(now) }, 'id = ?', id)
    return findRecord(db, companies, id)!
  })))

  app.get('/companygroups', operation({
    operationId: 'ListCompanyGroups',
    summary: 'List Account Groups',
    description: 'The groups that companies can belong to.',
    basis: inferred('The third feed of the area is cut; the third module of version 2\'s package is this'),
    rules: [],
    tag: 'Users',
    wire: { querystring: anyQuery, response: { 200: Type.Array(replyOf(companyGroups)) } }
  }), (request, reply) => send(reply, 'CompanyGroup', decide(request, ({ db }) =>
    listRecords(db, companyGroups, companyGroups.fields, readQuery(companyGroups, request.query, request.entry.ignored)))))
}

/** What the rules ask of a user; `own` is the id of the one that is changed. */
export function userFacts ({ db, now }: World, columns: Columns, own: string | undefined, takenId: string | undefined): UserFacts {
  const { email, mainCompanyId } = columns as UserFacts['user']
  const emailOf = email ? findUserByEmail(db, email) : undefined
  return {
    user: columns as UserFacts['user'],
    takenId,
    emailOf: emailOf?.toLowerCase() === own?.toLowerCase() ? undefined : emailOf,
    company: mainCompanyId ? findCompany(db, mainCompanyId) : undefined,
    now: localDateTime(now)
  }
}

export function companyFacts ({ db }: World, columns: Columns, takenId: string | undefined): CompanyFacts {
  const company = columns as CompanyFacts['company']
  const groups = columns.groupIds === undefined ? [] : JSON.parse(String(columns.groupIds)) as unknown[]
  return {
    company,
    takenId,
    contact: company.mainContactUserId ? findUser(db, company.mainContactUserId) : undefined,
    unknownGroups: groups.map(String).filter(id => findCompanyGroup(db, id) === undefined)
  }
}
