import { all } from '../../../sandbox/database.ts'

export type ReturnKind =
  | 'open' | 'open again' | 'register alone' | 'indicative' | 'closed' | 'not yet open'
  | 'csv upload in progress' | 'course changes pending' | 'workforce questionnaire missing'
  | 'submitted' | 'validating' | 'validated' | 'token expired'

/** A return, whose it is, and its token, if the fixture gives it one. */
export interface ReturnOfScene {
  readonly eid: number
  readonly token: string
  readonly returnId: number
  readonly submissionToken: string | null
}

interface KnownReturn extends ReturnOfScene { kind: ReturnKind }

/** Returns that can be used to show a rule, each by what is the matter with it, with a bearer token of its organisation. */
export const listReturnsByKind = all<KnownReturn>(`
  SELECT sdrReturn.eid, sdrReturn.returnId, submissionToken, min(staticToken.token) AS token, CASE
    WHEN csvUploadInProgress THEN 'csv upload in progress'
    WHEN courseChangesPending THEN 'course changes pending'
    WHEN workforceQuestionnaireMissing THEN 'workforce questionnaire missing'
    WHEN openWindowDate > :now THEN iif(returnMonth = 4, 'register alone', 'not yet open')
    WHEN closeWindowDate > :now AND extractDate < date(:now, '-200 days') THEN 'open again'
    WHEN closeWindowDate <= :now THEN 'closed'
    WHEN tokenExpiry <= :now THEN 'token expired'
    WHEN status IN ('Submitted', 'Validating') THEN lower(status)
    WHEN status = 'Validated' AND revision = 0 THEN 'validated'
    WHEN returnType = 'Indicative' THEN 'indicative'
    ELSE 'open' END AS kind
  FROM sdrReturn
    JOIN staticToken USING (eid)
    JOIN machineAccount ON machineAccount.name = staticToken.account AND isEnabled
    LEFT JOIN submission ON submission.eid = sdrReturn.eid AND submission.returnId = sdrReturn.returnId AND status <> 'Cancelled'
    LEFT JOIN submissionToken ON submissionToken.submission = submission.id
  GROUP BY sdrReturn.eid, sdrReturn.returnId
  ORDER BY sdrReturn.eid, sdrReturn.returnId`)
