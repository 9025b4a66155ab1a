import type { Module } from '../field.ts'
import { category, course, courseDate, courseDateSession, courseTemplate, userCourseDate, userCourseDateELearning, userCourseDateWeb, venue } from './courses.ts'
import { courseDateBooking, invoice, invoiceItem, transaction } from './finance.ts'
import { communication, company, companyGroup, user } from './people.ts'
import { webhook, webhookInstance } from './webhooks.ts'

/** The modules that the sandbox has, of the hundred and more of the real platform. */
export const modules: readonly Module[] = [
  category, communication, company, companyGroup, course, courseDate, courseDateBooking, courseDateSession, courseTemplate, invoice, invoiceItem, transaction,
  user, userCourseDate, userCourseDateELearning, userCourseDateWeb, venue, webhook, webhookInstance
]
