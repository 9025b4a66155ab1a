import { answer, type Answer } from '../../../http/answer.ts'
import type { PlatformContext } from '../../platform/context.ts'
import { withName } from '../named-json.ts'
import { assignmentReply } from '../readings.ts'

/** What a course is answered as to which something was assigned. */
export function assigned ({ reading }: PlatformContext, course: string): Answer {
  const status = reading(assignmentReply)
  return status === '204' ? answer({ status: 204 }) : answer({ status: Number(status), value: withName('CourseDate', course) })
}
