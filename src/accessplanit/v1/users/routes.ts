import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { operation, type App } from '../../../http/operation.ts'
import { perform } from '../../perform.ts'
import type { Body } from '../../platform/columns.ts'
import { companyExists, userExists } from '../../platform/people/rules.ts'
import { userPage } from '../../sources.ts'
import { bodyOf, replyOf } from '../field.ts'
import { anyQuery } from '../listing.ts'
import { create, get, list, update } from '../records.ts'
import { send } from '../sending.ts'
import { companies, companyGroups, users } from './feeds.ts'
import { company, user } from './kinds.ts'

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
  }), (request, reply) => send(reply, 'User', perform(request, context => list(context, users, request.query, request.entry.ignored))))

  app.get('/users/:userId', operation({
    operationId: 'GetUser',
    summary: 'Get one User',
    description: 'A user of the platform.',
    basis: userPage,
    rules: [userExists],
    tag: 'Users',
    wire: { params: UserPath, response: { 200: replyOf(users) } }
  }), (request, reply) => send(reply, 'User', perform(request, context => get(context, users, userExists, request.params.userId))))

  app.post('/users', operation({
    operationId: 'CreateUser',
    summary: 'Create a User',
    description: 'Makes a user; without a UserID it gets one.',
    basis: pathIsOurs,
    rules: user.rules.create,
    tag: 'Users',
    wire: { body: bodyOf(users, 'create'), response: { 201: replyOf(users) } }
  }), (request, reply) => send(reply.code(201), 'User', perform(request, context => create(context, users, user, request.body as Body))))

  app.put('/users/:userId', operation({
    operationId: 'UpdateUser',
    summary: 'Update a User',
    description: 'Writes the members that are given. Forenames and Surname have to be.',
    basis: pathIsOurs,
    rules: [userExists, ...user.rules.update],
    tag: 'Users',
    wire: { params: UserPath, body: bodyOf(users, 'update'), response: { 200: replyOf(users) } }
  }), (request, reply) => send(reply, 'User', perform(request, context =>
    update(context, users, user, userExists, request.params.userId, request.body as Body))))

  app.get('/companies', operation({
    operationId: 'ListCompanies',
    summary: 'List Accounts',
    description: 'The companies of the platform, training providers among them.',
    basis: pathIsOurs,
    rules: [],
    tag: 'Users',
    wire: { querystring: anyQuery, response: { 200: Type.Array(replyOf(companies)) } }
  }), (request, reply) => send(reply, 'Company', perform(request, context =>
    list(context, companies, request.query, request.entry.ignored))))

  app.get('/companies/:companyId', operation({
    operationId: 'GetCompany',
    summary: 'Get one Account',
    description: 'A company of the platform.',
    basis: pathIsOurs,
    rules: [companyExists],
    tag: 'Users',
    wire: { params: CompanyPath, response: { 200: replyOf(companies) } }
  }), (request, reply) => send(reply, 'Company', perform(request, context =>
    get(context, companies, companyExists, request.params.companyId))))

  app.post('/companies', operation({
    operationId: 'CreateCompany',
    summary: 'Create an Account',
    description: 'Makes a company; without a CompanyID it gets one.',
    basis: pathIsOurs,
    rules: company.rules.create,
    tag: 'Users',
    wire: { body: bodyOf(companies, 'create'), response: { 201: replyOf(companies) } }
  }), (request, reply) => send(reply.code(201), 'Company', perform(request, context =>
    create(context, companies, company, request.body as Body))))

  app.put('/companies/:companyId', operation({
    operationId: 'UpdateCompany',
    summary: 'Update an Account',
    description: 'Writes the members that are given.',
    basis: pathIsOurs,
    rules: [companyExists, ...company.rules.update],
    tag: 'Users',
    wire: { params: CompanyPath, body: bodyOf(companies, 'update'), response: { 200: replyOf(companies) } }
  }), (request, reply) => send(reply, 'Company', perform(request, context =>
    update(context, companies, company, companyExists, request.params.companyId, request.body as Body))))

  app.get('/companygroups', operation({
    operationId: 'ListCompanyGroups',
    summary: 'List Account Groups',
    description: 'The groups that companies can belong to.',
    basis: inferred('The third feed of the area is cut; the third module of version 2\'s package is this'),
    rules: [],
    tag: 'Users',
    wire: { querystring: anyQuery, response: { 200: Type.Array(replyOf(companyGroups)) } }
  }), (request, reply) => send(reply, 'CompanyGroup', perform(request, context =>
    list(context, companyGroups, request.query, request.entry.ignored))))
}
