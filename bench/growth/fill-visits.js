/** Puts in so many visits, a hundred for each apprentice. */
export function fillVisits (db, count) {
  const each = 100
  const people = `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${Math.ceil(count / each)})`
  db.exec(`
    ${people} INSERT INTO learner SELECT 9001, 'R-L' || n, n, '2000-01-01', 'ROWSR', '{"demographics":{},"educationHistory":{}}' FROM n;
    ${people} INSERT INTO trainingAgreement (eid, trainingAgreementLocalId, learnerLocalId, employerName, trainingAgreementSignedDate,
        status, details)
      SELECT 9001, 'R-A' || n, 'R-L' || n, 'Bench', '2015-01-01', 'Active', '{}' FROM n;
    ${people} INSERT INTO enrolment (eid, enrolmentLocalId, learnerLocalId, trainingAgreementLocalId, programmeLocalId,
        programmeVersionNumber, fundingSourceTypeCode, modeOfDeliveryCode, enrolmentDate, participationStartDate, status)
      SELECT 9001, 'R-E' || n, 'R-L' || n, 'R-A' || n, 'DEMO-NZA', 1, '37', 24, '2015-01-01', '2015-01-01', 'Active' FROM n;
    ${people} INSERT INTO trainingPlan (eid, trainingPlanLocalId, trainingAgreementLocalId, learnerLocalId, trainingPlanSignedDate)
      SELECT 9001, 'R-P' || n, 'R-A' || n, 'R-L' || n, '2015-01-01' FROM n;
    ${people}, d (d) AS (SELECT 1 UNION ALL SELECT d + 1 FROM d WHERE d < ${each})
      INSERT INTO visit (eid, visitLocalId, trainingPlanLocalId, learnerLocalId, visitDate)
      SELECT 9001, 'R-V' || n || '-' || d, 'R-P' || n, 'R-L' || n, date('2015-01-01', '+' || d || ' days') FROM n, d`)
}
