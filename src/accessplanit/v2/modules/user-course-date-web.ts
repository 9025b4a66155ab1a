import { vendorClient } from '../../sources.ts'
import { field, type Module } from '../field.ts'
import { delegateFields, delegateKey, ofType } from './delegates.ts'

export const userCourseDateWeb: Module = {
  name: 'UserCourseDateWeb',
  description: 'Delegates on courses that are held over the web',
  basis: vendorClient,
  from: ofType('Web'),
  ...delegateKey,
  fields: [
    // They are written where they are delegates of any course.
    ...delegateFields.map(({ column: _, ...field }) => field),
    field('OnlinePlatformCandidateJoinUrl', 'text', "'https://meet.example/' || delegate.courseDateId"),
    field('CourseDuration', 'text', "printf('%g', courseDate.duration) || ' ' || courseDate.durationType"),
    field('CourseOverview', 'text', 'coalesce(courseTemplate.overview, courseTemplate.summary)')
  ]
}
