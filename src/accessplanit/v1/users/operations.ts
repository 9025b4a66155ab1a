import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { operation, type Operation } from '../../../http/operation.ts'
import { companyExists, userExists } from '../../platform/people/rules.ts'
import { userPage } from '../../sources.ts'
import { bodyOf, listOf, replyOf } from '../field.ts'
import { listQuery } from '../listing.ts'
import { withName } from '../named-json.ts'
import { create, get, list, update } from '../records.ts'
import { companies, companyGroups, users } from './feeds.ts'
import { company, user } from './kinds.ts'

const pathIsOurs = inferred('The operation is documented, the path is not')
const UserPath = Type.Object({ userId: text({ basis: userPage, description: 'The user' }) })
const CompanyPath = Type.Object({ companyId: text({ basis: userPage, description: 'The account' }) })

export const userOperations: readonly Operation[] = [
  operation({
    operationId: 'ListUsers',
    summary: 'List Users',
    description: 'Users, filtered by any field that can be filtered.',
    basis: pathIsOurs,
    rules: [],
    method: 'GET',
    path: '/users',
    tag: 'Users',
    wire: { querystring: listQuery(users), response: { 200: listOf(users) } },
    status: 200,
    perform: (context, { query }) => withName('User', list(context, users, query))
  }),

  operation({
    operationId: 'GetUser',
    summary: 'Get one User',
    description: 'A user of the platform.',
    basis: userPage,
    rules: [userExists],
    method: 'GET',
    path: '/users/:userId',
    tag: 'Users',
    wire: { params: UserPath, response: { 200: replyOf(users) } },
    status: 200,
    perform: (context, { params }) => withName('User', get(context, users, userExists, params.userId))
  }),

  operation({
    operationId: 'CreateUser',
    summary: 'Create a User',
    description: 'Makes a user; without a UserID it gets one.',
    basis: pathIsOurs,
    rules: user.rules.create,
    method: 'POST',
    path: '/users',
    tag: 'Users',
    wire: { body: bodyOf(users, 'create'), response: { 201: replyOf(users) } },
    status: 201,
    perform: (context, { body }) => withName('User', create(context, users, user, body))
  }),

  operation({
    operationId: 'UpdateUser',
    summary: 'Update a User',
    description: 'Writes the members that are given. Forenames and Surname have to be.',
    basis: pathIsOurs,
    rules: [userExists, ...user.rules.update],
    method: 'PUT',
    path: '/users/:userId',
    tag: 'Users',
    wire: { params: UserPath, body: bodyOf(users, 'update'), response: { 200: replyOf(users) } },
    status: 200,
    perform: (context, { params, body }) => withName('User', update(context, users, user, userExists, params.userId, body))
  }),

  operation({
    operationId: 'ListCompanies',
    summary: 'List Accounts',
    description: 'The companies of the platform, training providers among them.',
    basis: pathIsOurs,
    rules: [],
    method: 'GET',
    path: '/companies',
    tag: 'Users',
    wire: { querystring: listQuery(companies), response: { 200: listOf(companies) } },
    status: 200,
    perform: (context, { query }) => withName('Company', list(context, companies, query))
  }),

  operation({
    operationId: 'GetCompany',
    summary: 'Get one Account',
    description: 'A company of the platform.',
    basis: pathIsOurs,
    rules: [companyExists],
    method: 'GET',
    path: '/companies/:companyId',
    tag: 'Users',
    wire: { params: CompanyPath, response: { 200: replyOf(companies) } },
    status: 200,
    perform: (context, { params }) => withName('Company', get(context, companies, companyExists, params.companyId))
  }),

  operation({
    operationId: 'CreateCompany',
    summary: 'Create an Account',
    description: 'Makes a company; without a CompanyID it gets one.',
    basis: pathIsOurs,
    rules: company.rules.create,
    method: 'POST',
    path: '/companies',
    tag: 'Users',
    wire: { body: bodyOf(companies, 'create'), response: { 201: replyOf(companies) } },
    status: 201,
    perform: (context, { body }) => withName('Company', create(context, companies, company, body))
  }),

  operation({
    operationId: 'UpdateCompany',
    summary: 'Update an Account',
    description: 'Writes the members that are given.',
    basis: pathIsOurs,
    rules: [companyExists, ...company.rules.update],
    method: 'PUT',
    path: '/companies/:companyId',
    tag: 'Users',
    wire: { params: CompanyPath, body: bodyOf(companies, 'update'), response: { 200: replyOf(companies) } },
    status: 200,
    perform: (context, { params, body }) => withName('Company', update(context, companies, company, companyExists, params.companyId, body))
  }),

  operation({
    operationId: 'ListCompanyGroups',
    summary: 'List Account Groups',
    description: 'The groups that companies can belong to.',
    basis: inferred('The third feed of the area is cut; the third module of version 2\'s package is this'),
    rules: [],
    method: 'GET',
    path: '/companygroups',
    tag: 'Users',
    wire: { querystring: listQuery(companyGroups), response: { 200: listOf(companyGroups) } },
    status: 200,
    perform: (context, { query }) => withName('CompanyGroup', list(context, companyGroups, query))
  })
]
