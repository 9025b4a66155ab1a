/** What leads from the first builds to version 5. See `../migrations.ts`. */
export const firstMigrations: Readonly<Record<number, string>> = {
  // Ids are counted in a row, what a sandbox remembers is JSON, and a finding names the members of its record.
  2: `
  CREATE TABLE idsGiven (count INTEGER NOT NULL) STRICT;
  /* How many were given is not known, so the count goes on where none can have been. */
  INSERT INTO idsGiven (count) VALUES (1000000000);

  UPDATE setting SET value = json_quote(value) WHERE name = 'fixture';
  INSERT INTO setting (name, value) SELECT 'passedUpTo', json_quote(value) FROM setting WHERE name = 'settled';
  INSERT INTO setting (name, value) SELECT 'firstClock', value FROM setting WHERE name = 'clock';
  DELETE FROM setting WHERE name = 'settled';
  UPDATE setting SET name = 'validation-progression' WHERE name = 'transitions of validation runs';

  ALTER TABLE submission ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

  UPDATE finding SET record = json_object(
    'localId', record ->> 0, 'providerCode', record ->> 1, 'studentIdentificationCode', record ->> 2, 'gender', record ->> 3,
    'dateOfBirth', record ->> 4, 'totalFeeForDomesticStudent', record ->> 5, 'nameIdCode', record ->> 6,
    'mainActivityAt1OctoberInYearPriorToFormalEnrolment', record ->> 7, 'firstYearOfTertiaryEducation', record ->> 8,
    'disabilityServicesAccessedIndicator', record ->> 9, 'lastSecondarySchoolAttended', record ->> 10,
    'lastYearAtSecondarySchool', record ->> 11, 'highestSecondarySchoolQualification', record ->> 12,
    'countryOfCitizenship', record ->> 13, 'disabilityStatus', record ->> 14, 'disabilitySupportNeeds', record ->> 15,
    'expectationToCompleteAQualificationThisYear', record ->> 16, 'iwiAffiliation', record ->> 17,
    'irdNumber', record ->> 18, 'nationalStudentNumber', record ->> 19,
    'tuitionFeePaidByInternationalFeePayingStudent', record ->> 20, 'maximaExemptFees', record ->> 21,
    'ethnicity', record ->> 22, 'permanentPostCode', record ->> 23, 'termPostCode', record ->> 24)
  WHERE rule IN ('364', '002', '100', '101', '102', '105', '108', '362', '363', 'S14', 'S15');
  UPDATE finding SET record = json_object(
    'localId', record ->> 0, 'courseCode', record ->> 1, 'courseTitle', record ->> 2, 'qualificationCode', record ->> 3,
    'courseClassification', record ->> 4, 'nzscedFieldOfStudy', record ->> 5,
    'levelOnTheNzQualificationsAndCredentialsFramework', record ->> 6, 'credit', record ->> 7,
    'fundingCategory', record ->> 8, 'courseEftsFactor', record ->> 9, 'courseTuitionFee', record ->> 10,
    'pbrfEligibleCourseIndicator', record ->> 11, 'compulsoryCourseCostsFee', record ->> 12,
    'courseExemptionFromAmfm', record ->> 13, 'discountedCourseTuitionFee', record ->> 14,
    'discountedCompulsoryCourseCostsFee', record ->> 15, 'learningHours', record ->> 16,
    'volumeResearchFactor', record ->> 17, 'tuitionFeePaidByInternationalFeePayingStudent', record ->> 18)
  WHERE rule IN ('S02', 'S13', 'S20');
  UPDATE finding SET record = json_object(
    'localId', record ->> 0, 'studentIdentificationCode', record ->> 1, 'qualificationCode', record ->> 2,
    'courseCode', record ->> 3, 'courseStartDate', record ->> 4, 'courseEndDate', record ->> 5,
    'studentsCourseWithdrawalDate', record ->> 6, 'categoryOfFeesAssessmentForInternationalStudents', record ->> 7,
    'intramuralExtramuralAttendance', record ->> 8, 'courseDeliverySite', record ->> 9, 'sourceOfFunding', record ->> 10,
    'residentialStatus', record ->> 11, 'australianResidentialStatus', record ->> 12, 'apprenticeship', record ->> 13,
    'fundingCategory', record ->> 14, 'courseClassification', record ->> 15, 'nzscedFieldOfStudy', record ->> 16,
    'courseEftsFactor', record ->> 17, 'eftsByMonth', record ->> 18, 'nationalStudentNumber', record ->> 19,
    'consortium', record ->> 20, 'iteSector', record ->> 21, 'iteSubject', record ->> 22,
    'secondarySchoolProgrammeIndicator', record ->> 23, 'actualCourseFee', record ->> 24)
  WHERE rule IN ('005', '006', '712', '762', '001', 'S01', 'S04', 'S05', 'S06', 'S07', 'S08', 'S09', 'S10', 'S11', 'S12',
    'S16', 'S17', 'S19', 'S21');
  UPDATE finding SET record = json_object(
    'localId', record ->> 0, 'studentIdentificationCode', record ->> 1, 'courseCode', record ->> 2,
    'studentCourseCompletionIndicator', record ->> 3, 'courseStartDate', record ->> 4, 'nationalStudentNumber', record ->> 5,
    'courseEndDate', record ->> 6, 'pbrfCourseCompletionYear', record ->> 7)
  WHERE rule IN ('036', '748', 'S03');
  UPDATE finding SET record = json_object(
    'localId', record ->> 0, 'studentIdentificationCode', record ->> 1, 'nationalStudentNumber', record ->> 2,
    'qualificationCode', record ->> 3, 'yearRequirementsMet', record ->> 4, 'qualificationCompletionDate', record ->> 5,
    'irdNumber', record ->> 6, 'linkedQualificationForFeesFree', record ->> 7)
  WHERE rule IN ('S18');
`,

  // What was deleted lends its id to nobody. The id of a visit can be unique within its plan alone, and providers have a register. No
  // provider code stands in a learner's record, whose day of birth is kept as it was written, too; returns have an extract date.
  3: `
  CREATE TABLE greatestId (tableName TEXT PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  DROP INDEX visitByPlan;
  DROP INDEX visitByLearner;
  ALTER TABLE visit RENAME TO visitBefore;
  CREATE TABLE visit (
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    visitLocalId TEXT NOT NULL,
    trainingPlanLocalId TEXT NOT NULL,
    learnerLocalId TEXT NOT NULL,
    visitDate TEXT NOT NULL,
    PRIMARY KEY (eid, visitLocalId, trainingPlanLocalId),
    FOREIGN KEY (eid, trainingPlanLocalId) REFERENCES trainingPlan (eid, trainingPlanLocalId)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO visit SELECT * FROM visitBefore;
  DROP TABLE visitBefore;
  CREATE INDEX visitByPlan ON visit (eid, trainingPlanLocalId, visitDate);
  CREATE INDEX visitByLearner ON visit (eid, learnerLocalId, visitDate);

  CREATE TABLE registeredProvider (
    providerCode INTEGER PRIMARY KEY,
    name TEXT NOT NULL
  ) STRICT;

  ALTER TABLE sdrLearner DROP COLUMN providerCode;
  ALTER TABLE sdrLearner ADD COLUMN dateOfBirthAsWritten TEXT;
  DELETE FROM finding WHERE rule = '100';
  CREATE INDEX sdrLearnerByNumber ON sdrLearner (submission, nationalStudentNumber);
  CREATE INDEX sdrQualificationCompletionByNumber ON sdrQualificationCompletion (submission, nationalStudentNumber);

  ALTER TABLE sdrReturn ADD COLUMN extractDate TEXT;
  UPDATE sdrReturn SET extractDate = newZealandDay(openWindowDate);

  ALTER TABLE student ADD COLUMN alternativeNameIdCodes TEXT;
  ALTER TABLE registeredCourse ADD COLUMN learningHours REAL;
  CREATE TABLE registerChange (
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    courseCode TEXT NOT NULL,
    courseTitle TEXT NOT NULL,
    qualificationCode TEXT NOT NULL,
    courseEftsFactor REAL NOT NULL,
    credit REAL NOT NULL,
    learningHours REAL,
    PRIMARY KEY (eid, courseCode)
  ) STRICT, WITHOUT ROWID;
`,

  // An enrolment knows when it was last transferred to another version. Ids that differ in case or blanks alone are found.
  4: `
  ALTER TABLE enrolment ADD COLUMN transferDate TEXT;
  CREATE INDEX learnerByAnyCase ON learner (eid, lower(trim(learnerLocalId)));
  CREATE INDEX trainingAgreementByAnyCase ON trainingAgreement (eid, lower(trim(trainingAgreementLocalId)));
  CREATE INDEX enrolmentByAnyCase ON enrolment (eid, lower(trim(enrolmentLocalId)));
  CREATE INDEX trainingPlanByAnyCase ON trainingPlan (eid, lower(trim(trainingPlanLocalId)));
  CREATE INDEX visitByAnyCase ON visit (eid, lower(trim(visitLocalId)));
  CREATE INDEX programmeVersionByAnyCase ON programmeVersion (eid, lower(trim(programmeLocalId)));
  CREATE INDEX offJobDeliveryByAnyCase ON offJobDelivery (eid, lower(trim(offJobDeliveryLocalId)));
  CREATE INDEX sdrLearnerByAnyCase ON sdrLearner (submission, lower(trim(localId)));
  CREATE INDEX sdrCourseByAnyCase ON sdrCourse (submission, lower(trim(localId)));
  CREATE INDEX sdrCourseEnrolmentByAnyCase ON sdrCourseEnrolment (submission, lower(trim(localId)));
  CREATE INDEX sdrCourseCompletionByAnyCase ON sdrCourseCompletion (submission, lower(trim(localId)));
  CREATE INDEX sdrQualificationCompletionByAnyCase ON sdrQualificationCompletion (submission, lower(trim(localId)));
`,

  // An invoice can be addressed to a person.
  5: `
  ALTER TABLE invoice ADD COLUMN userId TEXT COLLATE NOCASE REFERENCES user (id);
  UPDATE invoice SET userId = (SELECT booking.userId FROM booking WHERE booking.id = invoice.bookingId) WHERE companyId IS NULL;
  `
}
