import { dayAfter, earliest, later, type CivilDate } from '../../../core/civil-date.ts'
import type { Range } from '../../../core/rule-kinds.ts'
import { movedByAPlan, type EnrolmentStatus } from '../statuses.ts'

/** An enrolment of the plan's agreement, with the days on which its programme is active. */
export interface PlannedEnrolment {
  enrolmentLocalId: string
  studyTypeCode: string
  status: EnrolmentStatus
  participationStartDate: CivilDate
  programmeLocalId: string
  programmeStartDate: CivilDate
  programmeExpiryDate: CivilDate | null
}

interface SignableFacts {
  trainingPlanSignedDate: CivilDate
  agreement: { trainingAgreementSignedDate: CivilDate } | undefined
  enrolments: readonly PlannedEnrolment[]
  firstVisitDate?: CivilDate | null
  refusesFuture: boolean
  today: CivilDate
  daysSigned?: readonly CivilDate[] | undefined
}

interface Run extends Range<CivilDate> {
  from: CivilDate
  to: CivilDate | undefined
}

/**
 * The days on which a plan can be signed: of those in a row, the ones that are next to the day that was sent. A later day moves more
 * enrolments, and the programme of each that it moves has to be active then.
 */
export function signable (facts: SignableFacts): Range<CivilDate> {
  const { agreement, enrolments, firstVisitDate, daysSigned, trainingPlanSignedDate, refusesFuture, today } = facts
  if (agreement === undefined) return { to: firstVisitDate, except: daysSigned }
  const movable = enrolments.filter(it => (movedByAPlan as readonly string[]).includes(it.status))
  const last = earliest(firstVisitDate, refusesFuture ? today : undefined, ...movable.map(lastOf))
  let runs: Run[] = [{ from: agreement.trainingAgreementSignedDate, to: last }]
  for (const it of movable) runs = runs.flatMap(run => without(run, it))
  const filled = runs.filter(({ from, to }) => to === undefined || from <= to)
  const run = filled.findLast(({ from }) => from <= trainingPlanSignedDate) ?? filled[0] ?? runs.at(-1)!
  return { ...run, except: daysSigned }
}

/** The last day before which no programme expires under its enrolment; one that has expired before still lets the start be. */
const lastOf = ({ programmeExpiryDate, participationStartDate }: PlannedEnrolment): CivilDate | null =>
  programmeExpiryDate && later(programmeExpiryDate, participationStartDate)

/** The run without the days to which an enrolment would be moved before its programme starts. */
function without ({ from, to }: Run, { participationStartDate, programmeStartDate }: PlannedEnrolment): Run[] {
  if (programmeStartDate <= dayAfter(participationStartDate)) return [{ from, to }]
  return [
    { from, to: earliest(to, participationStartDate) },
    { from: later(from, programmeStartDate), to }
  ]
}
