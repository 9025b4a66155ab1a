import { temporal } from '../../../core/temporal.ts'
import { bind, type Binds } from '../binding.ts'
import { updateAvailability } from '../bookings/availability.ts'
import type { PlatformContext } from '../context.ts'
import { taxOn } from '../money.ts'
import type { NameOf } from '../names.ts'
import { findFirstProvider } from '../people/store.ts'
import { dated, type RecordKind, type RuledKind } from '../record.ts'
import type { Columns } from '../store.ts'
import { courseDateFacts } from './facts.ts'
import { courseDateRules } from './rules.ts'
import { findCourseTemplate, findTemplateOfCategory, type CourseTemplate } from './store.ts'

export const categoryKind: RecordKind = { table: 'category', usedBy: findTemplateOfCategory }

export const courseTemplateKind: RecordKind = {
  table: 'courseTemplate',
  ...dated,
  defaults: ({ db }, columns) => ({ companyId: findFirstProvider(db)!, ...columns })
}

/** Courses: the dates of a template. */
export function courseDateKind (nameOf: NameOf, binds?: Binds): RuledKind {
  const rules = courseDateRules(nameOf)
  return {
    table: 'courseDate',
    ...dated,
    rules: { create: rules, update: rules },
    defaults: likeTheTemplate,
    derive: columns => columns.netCost === undefined ? columns : { ...columns, tax: taxOn(Number(columns.netCost)) },
    judge: (context, columns, id) => {
      context.enforce(rules, bind(context.reading, rules, courseDateFacts(context, columns, id), binds))
    },
    after: (context, id, columns) => {
      // A status that is given stays as it is given, whatever the places.
      if (columns.maxPlaces !== undefined && columns.status === undefined) updateAvailability(context, id)
    }
  }
}

/** Of a new course that does not say how many it has. */
export const usualPlaces = 10

/** When a course of a template ends that starts at a time: on its last day after eight hours, if it takes days. */
function endOf (startDate: string, { duration, durationType }: Pick<CourseTemplate, 'duration' | 'durationType'> = aDay): string {
  const minutes = { Day: 480, Hour: duration * 60, Minute: duration }[durationType] ?? 480
  const days = durationType === 'Day' ? Math.max(0, Math.ceil(duration) - 1) : 0
  const length = { days, minutes: Math.max(1, Math.round(minutes)) }
  return temporal().PlainDateTime.from(startDate).add(length).toString({ smallestUnit: 'second' })
}

const aDay = { duration: 1, durationType: 'Day' }

/** What is left out of a new course comes from its template. */
function likeTheTemplate ({ db }: PlatformContext, columns: Columns): Columns {
  const template = findCourseTemplate(db, String(columns.courseId))
  return {
    companyId: template?.companyId ?? '',
    netCost: template?.cost ?? 0,
    duration: template?.duration ?? 1,
    durationType: template?.durationType ?? 'Day',
    minPlaces: 1,
    ...(columns.endDate === undefined && { endDate: endOf(String(columns.startDate), template) }),
    maxPlaces: usualPlaces,
    ...columns
  }
}

export const venueKind: RecordKind = { table: 'venue' }
