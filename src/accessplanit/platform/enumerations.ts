/** The values that members of a few names can have, as the vendor's pages and client list them. */

export const courseDateStatuses = [
  'Available', 'Cancelled', 'Completed', 'Failed', 'FullyBooked', 'InProgress', 'OnHold', 'Provisional', 'Unknown'
] as const

export const delegateStatuses = [
  'Unknown', 'Cancelled', 'Completed', 'Provisional', 'InProgress', 'Booked', 'OnHold', 'NoAttend', 'WaitingList', 'Deferred', 'Failed',
  'Attended', 'Transferred', 'Unconfirmed'
] as const

/** Delegates in these have no place on the course: they gave it up, wait for one, or never had one. */
export const statusesWithoutPlace = ['Cancelled', 'WaitingList', 'Transferred', 'Deferred', 'Unknown'] as const satisfies
  ReadonlyArray<typeof delegateStatuses[number]>

export const sessionalCostTypes = [
  'CourseDateCost', 'CourseDateCostPlusOptionalSessions', 'CourseDateCostPlusSessions', 'SumOfSessions', 'Unknown'
] as const

export const durationTypes = ['Day', 'Hour', 'Minute'] as const

export const costTypes = ['Unknown', 'Candidate', 'Session', 'Hour', 'Day', 'CandidateDay'] as const

export const courseTypes = ['Class', 'ELearning', 'Web', 'Document', 'Unknown'] as const

export const waitingLists = ['Default', 'Enabled', 'Disabled'] as const

export const genders = ['Female', 'Male', 'Intersex', 'Unspecified', 'Other'] as const

/** Those of the Pacific and a few more; which a real platform has, its administrators decide. */
export const countries = [
  'Australia', 'Canada', 'China', 'Cook Islands', 'Fiji', 'France', 'Germany', 'India', 'Ireland', 'Japan', 'Kiribati', 'New Zealand',
  'Niue', 'Papua New Guinea', 'Philippines', 'Samoa', 'Singapore', 'Solomon Islands', 'South Africa', 'South Korea', 'Tokelau', 'Tonga',
  'Tuvalu', 'United Kingdom', 'United States', 'Vanuatu'
] as const

export const titles = ['Mr', 'Mrs', 'Ms', 'Miss', 'Mx', 'Dr', 'Prof'] as const
