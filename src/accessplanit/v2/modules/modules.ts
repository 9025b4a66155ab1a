import type { Module } from '../field.ts'
import { category } from './category.ts'
import { communication } from './communication.ts'
import { company } from './company.ts'
import { companyGroup } from './company-group.ts'
import { course } from './course.ts'
import { courseDate } from './course-date.ts'
import { courseDateBooking } from './course-date-booking.ts'
import { courseDateSession } from './course-date-session.ts'
import { courseTemplate } from './course-template.ts'
import { invoice } from './invoice.ts'
import { invoiceItem } from './invoice-item.ts'
import { transaction } from './transaction.ts'
import { user } from './user.ts'
import { userCourseDate } from './user-course-date.ts'
import { userCourseDateClass } from './user-course-date-class.ts'
import { userCourseDateELearning } from './user-course-date-e-learning.ts'
import { userCourseDateWeb } from './user-course-date-web.ts'
import { venue } from './venue.ts'
import { webhook } from './webhook.ts'
import { webhookInstance } from './webhook-instance.ts'

/** The modules that the sandbox has, of the hundred and more of the real platform. */
export const modules: readonly Module[] = [
  category,
  communication,
  company,
  companyGroup,
  course,
  courseDate,
  courseDateBooking,
  courseDateSession,
  courseTemplate,
  invoice,
  invoiceItem,
  transaction,
  user,
  userCourseDate,
  userCourseDateClass,
  userCourseDateELearning,
  userCourseDateWeb,
  venue,
  webhook,
  webhookInstance
]

/** The module of a name in any case. */
export const findModule = (name: string | undefined): Module | undefined =>
  modules.find(it => it.name.toLowerCase() === name?.toLowerCase())
