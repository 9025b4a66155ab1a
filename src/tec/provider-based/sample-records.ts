import { one, oneValue } from '../../sandbox/database.ts'

/** Returns and submissions that examples of operations are about, found by what can be done with them. */

export interface SampleSubmission { readonly submission: number, readonly submissionToken: string, readonly returnId: number }

/** A submission that takes records now, rather one that has some. */
export const findOpenSubmission = one<SampleSubmission>(`
  SELECT submission.id AS submission, submissionToken, returnId
  FROM submissionToken JOIN submission ON submission.id = submissionToken.submission JOIN sdrReturn USING (eid, returnId)
  WHERE eid = :eid AND status = 'Pending' AND openWindowDate <= :now AND closeWindowDate > :now AND tokenExpiry > :now
    AND returnType = 'Full'
  ORDER BY EXISTS (SELECT 1 FROM sdrLearner WHERE sdrLearner.submission = submission.id) DESC, submission.id, tokenExpiry DESC LIMIT 1`)

/** Whosever it is: a submission that could be submitted. */
export const findValidated = oneValue<string>(`
  SELECT submissionToken
  FROM submissionToken JOIN submission ON submission.id = submissionToken.submission JOIN sdrReturn USING (eid, returnId)
  WHERE status = 'Validated' AND openWindowDate <= :now AND closeWindowDate > :now AND tokenExpiry > :now
    AND (SELECT errorCount FROM validationRun WHERE validationRun.submission = submission.id ORDER BY id DESC LIMIT 1) = 0
  ORDER BY submission.id LIMIT 1`)

/** A return whose window is open, rather one for which nobody has asked for a token. */
export const findOpenReturn = oneValue<number>(`
  SELECT returnId FROM sdrReturn
  WHERE eid = :eid AND returnType = 'Full' AND openWindowDate <= :now AND closeWindowDate > :now
    AND NOT (csvUploadInProgress OR courseChangesPending OR workforceQuestionnaireMissing)
  ORDER BY EXISTS (SELECT 1 FROM submission WHERE submission.eid = sdrReturn.eid AND submission.returnId = sdrReturn.returnId), returnId
  LIMIT 1`)

export const findClosedReturn = oneValue<number>(
  'SELECT returnId FROM sdrReturn WHERE eid = :eid AND closeWindowDate <= :now ORDER BY returnId DESC LIMIT 1')

/** A return that something stands in the way of. */
export const findObstructedReturn = one<{ eid: number, returnId: number }>(`
  SELECT eid, returnId FROM sdrReturn
  WHERE csvUploadInProgress OR courseChangesPending OR workforceQuestionnaireMissing ORDER BY eid, returnId LIMIT 1`)
