/**
 * An off-job course of a work-based learner, which belongs into the work-based API alone: how it is found in a return, too. Both services
 * are over one database, and this is all that either knows of the other's tables.
 */

/** SQL: whether a delivery and a course enrolment are one course: of the same learner, under the same code, in days that touch. */
const isOneCourse = (enrolment: string) => `learner.nationalStudentNumber = ${enrolment}.nationalStudentNumber
  AND upper(trim(delivery.details ->> 'courseCode')) = upper(trim(${enrolment}.courseCode))
  AND coalesce(newZealandDay(${enrolment}.courseEndDate) >= delivery.details ->> 'offJobStartDate', 1)
  AND coalesce(newZealandDay(${enrolment}.courseStartDate) <= delivery.details ->> 'offJobEndDate', 1)`

const deliveries = `organisation CROSS JOIN learner USING (eid)
  CROSS JOIN enrolment USING (eid, learnerLocalId)
  CROSS JOIN offJobDelivery AS delivery ON delivery.enrolmentId = enrolment.id`

/**
 * SQL of the delivery that reports the course of the course enrolment `record`, in words, or of nothing: one of the organisation `:eid`, or
 * one that it delivered for another.
 */
export const deliveryOfRecord = `(
  SELECT printf('off-job delivery "%s" of learner "%s" (EID %d)', offJobDeliveryLocalId, learnerLocalId, delivery.eid)
  FROM ${deliveries}
  WHERE ${isOneCourse('record')} AND enrolment.status <> 'Deleted'
    AND :eid IN (delivery.eid, delivery.details ->> 'offJobProviderCode')
  ORDER BY delivery.eid <> :eid, delivery.offJobDeliveryLocalId LIMIT 1)`

/**
 * SQL of the course enrolment in a return, the last return first, that is the course of a delivery of the organisation `:eid`: reported by
 * it, or by whoever delivers. `:delivery` is the JSON of what is said of it.
 */
export const recordOfDelivery = `
  SELECT submission.eid, submission.returnId, record.localId
  FROM (SELECT :nationalStudentNumber AS nationalStudentNumber) AS learner CROSS JOIN (SELECT :delivery AS details) AS delivery
    CROSS JOIN submission ON submission.eid IN (:eid, delivery.details ->> 'offJobProviderCode') AND submission.status <> 'Cancelled'
    CROSS JOIN sdrCourseEnrolment AS record ON record.submission = submission.id
  WHERE ${isOneCourse('record')}
  ORDER BY submission.eid <> :eid, submission.returnId DESC, record.id LIMIT 1`
