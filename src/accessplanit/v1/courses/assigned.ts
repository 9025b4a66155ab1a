import { answer, type Answer } from '../../../http/answer.ts'
import type { Call } from '../../../http/operation.ts'
import type { PlatformContext } from '../../platform/context.ts'
import { withName } from '../named-json.ts'
import { assignmentReply } from '../readings.ts'
import { inFormOf } from '../xml.ts'

/** What a course is answered as to which something was assigned. */
export function assigned ({ reading }: PlatformContext, call: Call, course: string): Answer {
  const status = reading(assignmentReply)
  return status === '204' ? answer({ status: 204 }) : inFormOf(call, withName('CourseDate', course), reading, { status: Number(status) })
}
