import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { operation, type App } from '../../../http/operation.ts'
import { perform } from '../../perform.ts'
import type { Body } from '../../platform/columns.ts'
import { courseDateExists } from '../../platform/courses/rules.ts'
import { coursePage } from '../../sources.ts'
import { bodyOf, replyOf } from '../field.ts'
import { anyQuery } from '../listing.ts'
import { send } from '../sending.ts'
import { listDelegatesOf, registerDelegate, updateDelegate } from './calls.ts'
import { delegates } from './feeds.ts'
import { delegate } from './kinds.ts'

const ofOurs = inferred('The operation is documented, the path is not')
const idOf = (description: string) => text({ basis: coursePage, description })

const CoursePath = Type.Object({ courseDateId: idOf('The course') })
const DelegatePath = Type.Object({ courseDateId: idOf('The course'), delegateId: idOf('The delegate') })

export async function delegateRoutes (app: App): Promise<void> {
  app.get('/coursedates/:courseDateId/delegates', operation({
    operationId: 'ListDelegatesOfCourse',
    summary: 'List the Delegates of a Course',
    description: 'Everybody who is or was on a course, or waits for a place.',
    basis: ofOurs,
    rules: [courseDateExists],
    tag: 'Courses',
    wire: { params: CoursePath, querystring: anyQuery, response: { 200: Type.Array(replyOf(delegates)) } }
  }), (request, reply) => send(reply, 'Delegate', perform(request, context =>
    listDelegatesOf(context, request.params.courseDateId, request.query, request.entry.ignored))))

  app.post('/coursedates/:courseDateId/delegates', operation({
    operationId: 'RegisterDelegate',
    summary: 'Register a Delegate on a Course',
    description: 'Books a user on a course, or puts the user on its waiting list. A user has one delegate record for a course.',
    basis: ofOurs,
    rules: delegate.rules.create,
    tag: 'Courses',
    wire: { params: CoursePath, body: bodyOf(delegates, 'create'), response: { 201: replyOf(delegates) } }
  }), (request, reply) => send(reply.code(201), 'Delegate', perform(request, context =>
    registerDelegate(context, request.params.courseDateId, request.body as Body))))

  app.put('/coursedates/:courseDateId/delegates/:delegateId', operation({
    operationId: 'UpdateDelegate',
    summary: 'Update a Delegate',
    description: 'Changes a delegate; the status Cancelled cancels, and the first on the waiting list moves up.',
    basis: ofOurs,
    rules: delegate.rules.update,
    tag: 'Courses',
    wire: { params: DelegatePath, body: bodyOf(delegates, 'update'), response: { 200: replyOf(delegates) } }
  }), (request, reply) => send(reply, 'Delegate', perform(request, context =>
    updateDelegate(context, request.params.courseDateId, request.params.delegateId, request.body as Body))))
}
