import { vendorClient } from '../../sources.ts'
import { field, stateField, type Module } from '../field.ts'
import { delegateId, delegateKey, ofType } from './delegates.ts'

const firstViewed = "CASE WHEN delegate.status IN ('InProgress', 'Completed', 'Failed') THEN courseDate.startDate END"
const completion = "(CASE delegate.status WHEN 'Completed' THEN 2 WHEN 'InProgress' THEN 4 ELSE 1 END)"
const success = "(CASE delegate.status WHEN 'Completed' THEN 4 WHEN 'Failed' THEN 2 ELSE 1 END)"

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
    stateField('CompletionStatus', completion, { 1: 'Unknown', 2: 'Complete', 4: 'Incomplete' }),
    stateField('SuccessStatus', success, { 1: 'Unknown', 2: 'Failed', 4: 'Passed' }),
    field('CandidateDirectELearningUrl', 'text', "'https://learn.example/' || delegate.courseDateId")
  ]
}
