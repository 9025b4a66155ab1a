import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { operation, type Operation } from '../../../http/operation.ts'
import { courseDateExists } from '../../platform/courses/rules.ts'
import { coursePage } from '../../sources.ts'
import { bodyOf, listOf, replyOf } from '../field.ts'
import { listQuery } from '../listing.ts'
import { withName } from '../named-json.ts'
import { listDelegatesOf, registerDelegate, updateDelegate } from './calls.ts'
import { delegates } from './feeds.ts'
import { delegate } from './kinds.ts'

const ofOurs = inferred('The operation is documented, the path is not')
const idOf = (description: string) => text({ basis: coursePage, description })

const CoursePath = Type.Object({ courseDateId: idOf('The course') })
const DelegatePath = Type.Object({ courseDateId: idOf('The course'), delegateId: idOf('The delegate') })

export const delegateOperations: readonly Operation[] = [
  operation({
    operationId: 'ListDelegatesOfCourse',
    summary: 'List the Delegates of a Course',
    description: 'Everybody who is or was on a course, or waits for a place.',
    basis: ofOurs,
    rules: [courseDateExists],
    method: 'GET',
    path: '/coursedates/:courseDateId/delegates',
    tag: 'Courses',
    wire: { params: CoursePath, querystring: listQuery(delegates), response: { 200: listOf(delegates) } },
    status: 200,
    perform: (context, { params, query }) => withName('Delegate', listDelegatesOf(context, params.courseDateId, query))
  }),

  operation({
    operationId: 'RegisterDelegate',
    summary: 'Register a Delegate on a Course',
    description: 'Books a user on a course, or puts the user on its waiting list. A user has one delegate record for a course.',
    basis: ofOurs,
    rules: delegate.rules.create,
    method: 'POST',
    path: '/coursedates/:courseDateId/delegates',
    tag: 'Courses',
    wire: { params: CoursePath, body: bodyOf(delegates, 'create'), response: { 201: replyOf(delegates) } },
    status: 201,
    perform: (context, { params, body }) => withName('Delegate', registerDelegate(context, params.courseDateId, body))
  }),

  operation({
    operationId: 'UpdateDelegate',
    summary: 'Update a Delegate',
    description: 'Changes a delegate; the status Cancelled cancels, and the first on the waiting list moves up.',
    basis: ofOurs,
    rules: delegate.rules.update,
    method: 'PUT',
    path: '/coursedates/:courseDateId/delegates/:delegateId',
    tag: 'Courses',
    wire: { params: DelegatePath, body: bodyOf(delegates, 'update'), response: { 200: replyOf(delegates) } },
    status: 200,
    perform: (context, { params, body }) => withName('Delegate', updateDelegate(context, params.courseDateId, params.delegateId, body))
  })
]
