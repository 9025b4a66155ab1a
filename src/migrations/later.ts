/** What leads from version 5 on. See `../migrations.ts`. */
export const laterMigrations: Readonly<Record<number, string>> = {
  // Off-job courses are found by their learner; a completion can be on its way; the register of students has a history.
  6: `
  CREATE INDEX enrolmentByLearner ON enrolment (eid, learnerLocalId);

  CREATE TABLE awaitedCompletion (
    enrolmentId INTEGER PRIMARY KEY REFERENCES enrolment (id),
    completionDate TEXT NOT NULL,
    arrives TEXT NOT NULL
  ) STRICT;

  ALTER TABLE student RENAME TO studentBefore;
  CREATE TABLE student (
    nationalStudentNumber INTEGER NOT NULL,
    since TEXT NOT NULL,
    nameIdCode TEXT NOT NULL,
    dateOfBirth TEXT NOT NULL,
    isVerified INTEGER NOT NULL,
    alternativeNameIdCodes TEXT,
    PRIMARY KEY (nationalStudentNumber, since)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO student
    SELECT nationalStudentNumber, '0001-01-01', nameIdCode, dateOfBirth, isVerified, alternativeNameIdCodes FROM studentBefore;
  DROP TABLE studentBefore;
  CREATE TABLE mergedStudent (
    nationalStudentNumber INTEGER PRIMARY KEY,
    mergedInto INTEGER NOT NULL
  ) STRICT;
  `,

  // Whatever has a feed can have custom fields.
  7: `
  ALTER TABLE company ADD COLUMN customFields TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE user ADD COLUMN customFields TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE delegate ADD COLUMN customFields TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE trainer ADD COLUMN customFields TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE venue ADD COLUMN customFields TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE invoice ADD COLUMN customFields TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE payment ADD COLUMN customFields TEXT NOT NULL DEFAULT '{}';
`,

  // Codes that differ in case alone are looked for.
  8: `
  CREATE INDEX sdrLearnerByStudentInAnyCase ON sdrLearner (submission, lower(trim(studentIdentificationCode)));
  CREATE INDEX sdrCourseByCodeInAnyCase ON sdrCourse (submission, lower(trim(courseCode)));
  `,

  // Which API a sandbox stands in for may be said by a document, and that may have more than we know of.
  9: `
  CREATE TABLE contract (
    service TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    document TEXT NOT NULL,
    overlay TEXT,
    compiled BLOB NOT NULL
  ) STRICT;
  CREATE TABLE contractRecord (
    service TEXT NOT NULL,
    caller TEXT NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (service, caller, path, kind)
  ) STRICT, WITHOUT ROWID;
  `
}
