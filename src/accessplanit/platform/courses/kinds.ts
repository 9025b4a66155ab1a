import { updateAvailability } from '../bookings/availability.ts'
import type { PlatformContext } from '../context.ts'
import { localDateTime } from '../local-time.ts'
import { taxOn } from '../money.ts'
import type { NameOf } from '../names.ts'
import { findFirstProvider } from '../people/store.ts'
import { dated, type RecordKind, type RuledKind } from '../record.ts'
import type { Columns } from '../store.ts'
import { courseDateFacts } from './facts.ts'
import { courseDateRules } from './rules.ts'
import { findCourseTemplate, findTemplateOfCategory } from './store.ts'

export const categoryKind: RecordKind = { table: 'category', usedBy: findTemplateOfCategory }

export const courseTemplateKind: RecordKind = {
  table: 'courseTemplate',
  ...dated,
  defaults: ({ db }, columns) => ({ companyId: findFirstProvider(db)!, ...columns })
}

/** Courses: the dates of a template. */
export function courseDateKind (nameOf: NameOf): RuledKind {
  const rules = courseDateRules(nameOf)
  return {
    table: 'courseDate',
    ...dated,
    rules: { create: rules, update: rules },
    defaults: likeTheTemplate,
    derive: columns => columns.netCost === undefined ? columns : { ...columns, tax: taxOn(Number(columns.netCost)) },
    judge: ({ db, enforce }, columns, id) => { enforce(rules, courseDateFacts(db, columns, id)) },
    after: ({ db, now }, id, columns) => {
      // A status that is given stays as it is given, whatever the places.
      if (columns.maxPlaces !== undefined && columns.status === undefined) updateAvailability(db, id, localDateTime(now))
    }
  }
}

/** What is left out of a new course comes from its template. */
function likeTheTemplate ({ db }: PlatformContext, columns: Columns): Columns {
  const template = findCourseTemplate(db, String(columns.courseId))
  return {
    companyId: template?.companyId ?? '',
    netCost: template?.cost ?? 0,
    duration: template?.duration ?? 1,
    durationType: template?.durationType ?? 'Day',
    minPlaces: 1,
    ...columns
  }
}

export const venueKind: RecordKind = { table: 'venue' }
