import { vendorClient } from '../../sources.ts'
import { field, type Module } from '../field.ts'
import { delegateId, delegateKey, ofType } from './delegates.ts'

const firstViewed = "CASE WHEN delegate.status IN ('InProgress', 'Completed', 'Failed') THEN courseDate.startDate END"
const completion = "CASE delegate.status WHEN 'Completed' THEN 'Complete' WHEN 'InProgress' THEN 'Incomplete' ELSE 'Unknown' END"
const success = "CASE delegate.status WHEN 'Completed' THEN 'Passed' WHEN 'Failed' THEN 'Failed' ELSE 'Unknown' END"

export const userCourseDateELearning: Module = {
  name: 'UserCourseDateELearning',
  description: 'Delegates on courses that they take by themselves',
  basis: vendorClient,
  from: ofType('ELearning'),
  ...delegateKey,
  fields: [
    field('ID', 'text', delegateId),
    field('UserID', 'text', 'delegate.userId'),
    field('CourseName', 'text', "coalesce(nullif(courseDate.alias, ''), courseTemplate.label)"),
    field('DateStamp', 'dateTime', 'delegate.dateRegistered'),
    field('DateFirstViewed', 'dateTime', firstViewed),
    field('CompletionStatus', 'text', completion),
    field('SuccessStatus', 'text', success),
    field('CandidateDirectELearningUrl', 'text', "'https://learn.example/' || delegate.courseDateId")
  ]
}
