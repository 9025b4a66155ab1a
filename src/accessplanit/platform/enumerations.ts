import { enumeration } from '../../core/schema.ts'

/** The values that members of a few names can have, as the vendor's pages and client list them. */

export const courseDateStatuses = enumeration('CourseDateStatus', 'What a course is in', [
  'Available', 'Cancelled', 'Completed', 'Failed', 'FullyBooked', 'InProgress', 'OnHold', 'Provisional', 'Unknown'
])

export const delegateStatuses = enumeration('DelegateStatus', 'What a delegate is in', [
  'Unknown', 'Cancelled', 'Completed', 'Provisional', 'InProgress', 'Booked', 'OnHold', 'NoAttend', 'WaitingList', 'Deferred', 'Failed',
  'Attended', 'Transferred', 'Unconfirmed'
])

/** Delegates in these have no place on the course: they gave it up, wait for one, or never had one. */
export const statusesWithoutPlace = ['Cancelled', 'WaitingList', 'Transferred', 'Deferred', 'Unknown'] as const satisfies
  ReadonlyArray<typeof delegateStatuses[number]>

export const sessionalCostTypes = enumeration('SessionalCostType', 'How sessions are charged', [
  'CourseDateCost', 'CourseDateCostPlusOptionalSessions', 'CourseDateCostPlusSessions', 'SumOfSessions', 'Unknown'
])

export const durationTypes = enumeration('DurationType', 'The unit of a duration', ['Day', 'Hour', 'Minute'])

export const costTypes = enumeration('CostType', 'What is charged for', ['Unknown', 'Candidate', 'Session', 'Hour', 'Day', 'CandidateDay'])

export const courseTypes = enumeration('CourseType', 'How a course is taught', ['Class', 'ELearning', 'Web', 'Document', 'Unknown'])

export const waitingLists = enumeration('WaitingList', 'Whether there is a waiting list', ['Default', 'Enabled', 'Disabled'])

export const genders = enumeration('Gender', 'Gender of a person', ['Female', 'Male', 'Intersex', 'Unspecified', 'Other'])

/** Those of the Pacific and a few more; which a real platform has, its administrators decide. */
export const countries = [
  'Australia', 'Canada', 'China', 'Cook Islands', 'Fiji', 'France', 'Germany', 'India', 'Ireland', 'Japan', 'Kiribati', 'New Zealand',
  'Niue', 'Papua New Guinea', 'Philippines', 'Samoa', 'Singapore', 'Solomon Islands', 'South Africa', 'South Korea', 'Tokelau', 'Tonga',
  'Tuvalu', 'United Kingdom', 'United States', 'Vanuatu'
] as const

export const titles = ['Mr', 'Mrs', 'Ms', 'Miss', 'Mx', 'Dr', 'Prof'] as const
