CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE organisation (
  eid INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  about TEXT NOT NULL
  ) STRICT;
CREATE TABLE machineAccount (
  name TEXT PRIMARY KEY,
  secret TEXT NOT NULL,
  isEnabled INTEGER NOT NULL,
  about TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE machineAccountOrganisation (
  machineAccount TEXT NOT NULL REFERENCES machineAccount (name),
  eid INTEGER NOT NULL REFERENCES organisation (eid),
  PRIMARY KEY (machineAccount, eid)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE staticToken (
  token TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES machineAccount (name),
  eid INTEGER NOT NULL REFERENCES organisation (eid)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE learner (
  eid INTEGER NOT NULL REFERENCES organisation (eid),
  learnerLocalId TEXT NOT NULL,
  nationalStudentNumber INTEGER NOT NULL,
  dateOfBirth TEXT NOT NULL,
  nameIdCode TEXT NOT NULL,
  details TEXT NOT NULL,
  PRIMARY KEY (eid, learnerLocalId)
  ) STRICT, WITHOUT ROWID;
CREATE INDEX learnerByNationalStudentNumber ON learner (eid, nationalStudentNumber);
CREATE TABLE programmeVersion (
  eid INTEGER NOT NULL REFERENCES organisation (eid),
  programmeLocalId TEXT NOT NULL,
  programmeVersionNumber INTEGER NOT NULL,
  programmeLocalName TEXT NOT NULL,
  studyTypeCode TEXT NOT NULL,
  modeOfDeliveryCode INTEGER NOT NULL,
  startDate TEXT NOT NULL,
  expiryDate TEXT,
  details TEXT NOT NULL,
  PRIMARY KEY (eid, programmeLocalId, programmeVersionNumber)
  ) STRICT, WITHOUT ROWID;
CREATE INDEX programmeVersionByName ON programmeVersion (eid, programmeLocalName);
CREATE TABLE trainingAgreement (
  eid INTEGER NOT NULL REFERENCES organisation (eid),
  trainingAgreementLocalId TEXT NOT NULL,
  learnerLocalId TEXT NOT NULL,
  employerName TEXT NOT NULL,
  trainingAgreementSignedDate TEXT NOT NULL,
  status TEXT NOT NULL,
  pauseDate TEXT,
  details TEXT NOT NULL,
  events TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (eid, trainingAgreementLocalId),
  FOREIGN KEY (eid, learnerLocalId) REFERENCES learner (eid, learnerLocalId)
  ) STRICT, WITHOUT ROWID;
CREATE INDEX trainingAgreementByLearner ON trainingAgreement (eid, learnerLocalId);
CREATE INDEX trainingAgreementInGrace ON trainingAgreement (pauseDate) WHERE status = 'Grace';
CREATE TABLE enrolment (
  id INTEGER PRIMARY KEY,
  eid INTEGER NOT NULL REFERENCES organisation (eid),
  enrolmentLocalId TEXT NOT NULL,
  learnerLocalId TEXT NOT NULL,
  trainingAgreementLocalId TEXT NOT NULL,
  programmeLocalId TEXT NOT NULL,
  programmeVersionNumber INTEGER NOT NULL,
  fundingSourceTypeCode TEXT NOT NULL,
  modeOfDeliveryCode INTEGER NOT NULL,
  enrolmentDate TEXT NOT NULL,
  participationStartDate TEXT NOT NULL,
  status TEXT NOT NULL,
  withdrawalDate TEXT,
  withdrawalReasonCode TEXT,
  completionDate TEXT,
  deletionDate TEXT,
  deletionReason TEXT,
  overarchingId INTEGER REFERENCES enrolment (id),
  FOREIGN KEY (eid, learnerLocalId) REFERENCES learner (eid, learnerLocalId),
  FOREIGN KEY (eid, trainingAgreementLocalId) REFERENCES trainingAgreement (eid, trainingAgreementLocalId),
  FOREIGN KEY (eid, programmeLocalId, programmeVersionNumber)
    REFERENCES programmeVersion (eid, programmeLocalId, programmeVersionNumber)
  ) STRICT;
CREATE UNIQUE INDEX enrolmentByLocalId ON enrolment (eid, enrolmentLocalId) WHERE status <> 'Deleted';
CREATE INDEX enrolmentByAgreement ON enrolment (eid, trainingAgreementLocalId);
CREATE INDEX enrolmentByOverarching ON enrolment (overarchingId) WHERE overarchingId IS NOT NULL;
CREATE INDEX enrolmentPending ON enrolment (participationStartDate) WHERE status = 'Pending';
CREATE TABLE trainingPlan (
  eid INTEGER NOT NULL REFERENCES organisation (eid),
  trainingPlanLocalId TEXT NOT NULL,
  trainingAgreementLocalId TEXT NOT NULL,
  learnerLocalId TEXT NOT NULL,
  trainingPlanSignedDate TEXT NOT NULL,
  trainingPlanEndDate TEXT,
  PRIMARY KEY (eid, trainingPlanLocalId),
  FOREIGN KEY (eid, trainingAgreementLocalId) REFERENCES trainingAgreement (eid, trainingAgreementLocalId),
  FOREIGN KEY (eid, learnerLocalId) REFERENCES learner (eid, learnerLocalId)
  ) STRICT, WITHOUT ROWID;
CREATE INDEX trainingPlanByAgreement ON trainingPlan (eid, trainingAgreementLocalId);
CREATE INDEX trainingPlanByLearner ON trainingPlan (eid, learnerLocalId, trainingPlanSignedDate);
CREATE TABLE visit (
  eid INTEGER NOT NULL REFERENCES organisation (eid),
  visitLocalId TEXT NOT NULL,
  trainingPlanLocalId TEXT NOT NULL,
  learnerLocalId TEXT NOT NULL,
  visitDate TEXT NOT NULL,
  PRIMARY KEY (eid, visitLocalId),
  FOREIGN KEY (eid, trainingPlanLocalId) REFERENCES trainingPlan (eid, trainingPlanLocalId)
  ) STRICT, WITHOUT ROWID;
CREATE INDEX visitByPlan ON visit (eid, trainingPlanLocalId, visitDate);
CREATE INDEX visitByLearner ON visit (eid, learnerLocalId, visitDate);
CREATE TABLE offJobDelivery (
  eid INTEGER NOT NULL REFERENCES organisation (eid),
  offJobDeliveryLocalId TEXT NOT NULL,
  enrolmentId INTEGER NOT NULL REFERENCES enrolment (id),
  details TEXT NOT NULL,
  PRIMARY KEY (eid, offJobDeliveryLocalId)
  ) STRICT, WITHOUT ROWID;
CREATE INDEX offJobDeliveryByEnrolment ON offJobDelivery (enrolmentId);
CREATE TABLE registeredUser (
  identityId INTEGER PRIMARY KEY,
  account TEXT NOT NULL,
  eid INTEGER NOT NULL REFERENCES organisation (eid),
  insertedDateTime TEXT NOT NULL,
  updatedDateTime TEXT NOT NULL,
  UNIQUE (account, eid)
  ) STRICT;
CREATE TABLE sdrReturn (
  eid INTEGER NOT NULL REFERENCES organisation (eid),
  returnId INTEGER NOT NULL,
  returnYear INTEGER NOT NULL,
  returnMonth INTEGER NOT NULL,
  returnType TEXT NOT NULL,
  openWindowDate TEXT NOT NULL,
  closeWindowDate TEXT NOT NULL,
  csvUploadInProgress INTEGER NOT NULL,
  courseChangesPending INTEGER NOT NULL,
  workforceQuestionnaireMissing INTEGER NOT NULL,
  PRIMARY KEY (eid, returnId)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE registeredCourse (
  eid INTEGER NOT NULL REFERENCES organisation (eid),
  courseCode TEXT NOT NULL,
  courseTitle TEXT NOT NULL,
  qualificationCode TEXT NOT NULL,
  courseEftsFactor REAL NOT NULL,
  credit REAL NOT NULL,
  PRIMARY KEY (eid, courseCode)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE unapprovedQualification (
  qualificationCode TEXT PRIMARY KEY,
  title TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE student (
  nationalStudentNumber INTEGER PRIMARY KEY,
  nameIdCode TEXT NOT NULL,
  dateOfBirth TEXT NOT NULL,
  isVerified INTEGER NOT NULL
  ) STRICT;
CREATE TABLE submission (
  id INTEGER PRIMARY KEY,
  eid INTEGER NOT NULL,
  returnId INTEGER NOT NULL,
  status TEXT NOT NULL,
  FOREIGN KEY (eid, returnId) REFERENCES sdrReturn (eid, returnId)
  ) STRICT;
CREATE INDEX submissionByReturn ON submission (eid, returnId);
CREATE TABLE submissionToken (
  submissionToken TEXT PRIMARY KEY,
  submission INTEGER NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  tokenExpiry TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE INDEX submissionTokenBySubmission ON submissionToken (submission, tokenExpiry);
CREATE TABLE sdrLearner (
  id INTEGER PRIMARY KEY,
  submission INTEGER NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  localId TEXT NOT NULL,
  providerCode TEXT,
  studentIdentificationCode TEXT,
  gender TEXT,
  dateOfBirth TEXT,
  totalFeeForDomesticStudent REAL,
  nameIdCode TEXT,
  mainActivityAt1OctoberInYearPriorToFormalEnrolment TEXT,
  firstYearOfTertiaryEducation INTEGER,
  disabilityServicesAccessedIndicator TEXT,
  lastSecondarySchoolAttended TEXT,
  lastYearAtSecondarySchool INTEGER,
  highestSecondarySchoolQualification TEXT,
  countryOfCitizenship TEXT,
  disabilityStatus TEXT,
  disabilitySupportNeeds TEXT,
  expectationToCompleteAQualificationThisYear TEXT,
  iwiAffiliation TEXT,
  irdNumber TEXT,
  nationalStudentNumber INTEGER,
  tuitionFeePaidByInternationalFeePayingStudent REAL,
  maximaExemptFees REAL,
  ethnicity TEXT,
  permanentPostCode TEXT,
  termPostCode TEXT,
  UNIQUE (submission, localId)
  ) STRICT;
CREATE INDEX sdrLearnerByStudent ON sdrLearner (submission, studentIdentificationCode);
CREATE TABLE sdrCourse (
  id INTEGER PRIMARY KEY,
  submission INTEGER NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  localId TEXT NOT NULL,
  courseCode TEXT,
  courseTitle TEXT,
  qualificationCode TEXT,
  courseClassification TEXT,
  nzscedFieldOfStudy TEXT,
  levelOnTheNzQualificationsAndCredentialsFramework TEXT,
  credit REAL,
  fundingCategory TEXT,
  courseEftsFactor REAL,
  courseTuitionFee REAL,
  pbrfEligibleCourseIndicator TEXT,
  compulsoryCourseCostsFee REAL,
  courseExemptionFromAmfm TEXT,
  discountedCourseTuitionFee REAL,
  discountedCompulsoryCourseCostsFee REAL,
  learningHours REAL,
  volumeResearchFactor REAL,
  tuitionFeePaidByInternationalFeePayingStudent REAL,
  UNIQUE (submission, localId)
  ) STRICT;
CREATE INDEX sdrCourseByCode ON sdrCourse (submission, courseCode);
CREATE TABLE sdrCourseEnrolment (
  id INTEGER PRIMARY KEY,
  submission INTEGER NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  localId TEXT NOT NULL,
  studentIdentificationCode TEXT,
  qualificationCode TEXT,
  courseCode TEXT,
  courseStartDate TEXT,
  courseEndDate TEXT,
  studentsCourseWithdrawalDate TEXT,
  categoryOfFeesAssessmentForInternationalStudents TEXT,
  intramuralExtramuralAttendance TEXT,
  courseDeliverySite TEXT,
  sourceOfFunding TEXT,
  residentialStatus TEXT,
  australianResidentialStatus TEXT,
  apprenticeship TEXT,
  fundingCategory TEXT,
  courseClassification TEXT,
  nzscedFieldOfStudy TEXT,
  courseEftsFactor REAL,
  eftsByMonth TEXT,
  nationalStudentNumber INTEGER,
  consortium TEXT,
  iteSector TEXT,
  iteSubject TEXT,
  secondarySchoolProgrammeIndicator TEXT,
  actualCourseFee REAL,
  UNIQUE (submission, localId)
  ) STRICT;
CREATE INDEX sdrCourseEnrolmentByStudent ON sdrCourseEnrolment (submission, studentIdentificationCode);
CREATE INDEX sdrCourseEnrolmentByCourse ON sdrCourseEnrolment (submission, nationalStudentNumber, courseCode, courseStartDate);
CREATE TABLE sdrCourseCompletion (
  id INTEGER PRIMARY KEY,
  submission INTEGER NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  localId TEXT NOT NULL,
  studentIdentificationCode TEXT,
  courseCode TEXT,
  studentCourseCompletionIndicator TEXT,
  courseStartDate TEXT,
  nationalStudentNumber INTEGER,
  courseEndDate TEXT,
  pbrfCourseCompletionYear INTEGER,
  UNIQUE (submission, localId)
  ) STRICT;
CREATE INDEX sdrCourseCompletionByCourse ON sdrCourseCompletion (submission, nationalStudentNumber, courseCode, courseStartDate);
CREATE TABLE sdrQualificationCompletion (
  id INTEGER PRIMARY KEY,
  submission INTEGER NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  localId TEXT NOT NULL,
  studentIdentificationCode TEXT,
  nationalStudentNumber INTEGER,
  qualificationCode TEXT,
  yearRequirementsMet INTEGER,
  qualificationCompletionDate TEXT,
  irdNumber TEXT,
  linkedQualificationForFeesFree TEXT,
  UNIQUE (submission, localId)
  ) STRICT;
CREATE TABLE validationRun (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  submission INTEGER NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  status TEXT NOT NULL,
  dateReceived TEXT NOT NULL,
  dateStarted TEXT,
  dateCompleted TEXT,
  errorCount INTEGER NOT NULL DEFAULT 0,
  warningCount INTEGER NOT NULL DEFAULT 0,
  progression TEXT NOT NULL,
  reads INTEGER NOT NULL DEFAULT 0,
  isJudged INTEGER NOT NULL DEFAULT 0
  ) STRICT;
CREATE INDEX validationRunBySubmission ON validationRun (submission);
CREATE INDEX unfinishedRun ON validationRun (submission) WHERE status = 'Queued';
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES validationRun (id) ON DELETE CASCADE,
  rule TEXT NOT NULL,
  localId TEXT NOT NULL,
  courseCode TEXT,
  studentId TEXT,
  record TEXT NOT NULL
  ) STRICT;
CREATE INDEX findingByRun ON finding (run);
CREATE TABLE company (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  name TEXT COLLATE NOCASE NOT NULL,
  isTrainingProvider INTEGER NOT NULL DEFAULT 0,
  emailAddress TEXT COLLATE NOCASE,
  mainContactUserId TEXT COLLATE NOCASE,
  externalId TEXT COLLATE NOCASE,
  address TEXT, town TEXT, county TEXT, country TEXT, postcode TEXT,
  groupIds TEXT NOT NULL DEFAULT '[]',
  status TEXT COLLATE NOCASE NOT NULL DEFAULT 'Enabled',
  dateCreated TEXT NOT NULL,
  dateUpdated TEXT NOT NULL,
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE TABLE companyGroup (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  name TEXT COLLATE NOCASE NOT NULL,
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE TABLE user (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  password TEXT,
  isService INTEGER NOT NULL DEFAULT 0,
  apiKey TEXT UNIQUE,
  title TEXT, forenames TEXT COLLATE NOCASE, middleNames TEXT, surname TEXT COLLATE NOCASE,
  status TEXT COLLATE NOCASE NOT NULL DEFAULT 'Active',
  email TEXT COLLATE NOCASE,
  dateOfBirth TEXT,
  phone TEXT, mobile TEXT,
  externalId TEXT COLLATE NOCASE,
  jobTitle TEXT,
  marketingOptIn INTEGER NOT NULL DEFAULT 0,
  address TEXT, town TEXT, county TEXT, country TEXT, postcode TEXT,
  mainCompanyId TEXT COLLATE NOCASE REFERENCES company (id),
  contactMethod TEXT,
  gender TEXT,
  dateCreated TEXT NOT NULL,
  dateUpdated TEXT NOT NULL,
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE INDEX userByCompany ON user (mainCompanyId);
CREATE UNIQUE INDEX userByEmail ON user (email) WHERE email <> '';
CREATE TABLE category (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  label TEXT COLLATE NOCASE NOT NULL,
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE TABLE courseTemplate (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  label TEXT COLLATE NOCASE NOT NULL,
  companyId TEXT COLLATE NOCASE NOT NULL REFERENCES company (id),
  type TEXT COLLATE NOCASE NOT NULL DEFAULT 'Class',
  categoryIds TEXT NOT NULL DEFAULT '[]',
  externalId TEXT COLLATE NOCASE,
  cost INTEGER NOT NULL DEFAULT 0,
  costType TEXT COLLATE NOCASE NOT NULL DEFAULT 'Candidate',
  duration REAL NOT NULL DEFAULT 1,
  durationType TEXT COLLATE NOCASE NOT NULL DEFAULT 'Day',
  waitingList TEXT COLLATE NOCASE NOT NULL DEFAULT 'Default',
  isAdvertised INTEGER NOT NULL DEFAULT 1,
  summary TEXT, overview TEXT, description TEXT, aims TEXT,
  customFields TEXT NOT NULL DEFAULT '{}',
  dateCreated TEXT NOT NULL,
  dateUpdated TEXT NOT NULL,
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE INDEX courseTemplateByCompany ON courseTemplate (companyId);
CREATE TABLE venue (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  label TEXT COLLATE NOCASE NOT NULL,
  alias TEXT COLLATE NOCASE,
  address TEXT, town TEXT COLLATE NOCASE, county TEXT, country TEXT, postcode TEXT,
  companyId TEXT COLLATE NOCASE REFERENCES company (id),
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE TABLE trainer (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id),
  companyId TEXT COLLATE NOCASE NOT NULL REFERENCES company (id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE courseDate (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  courseId TEXT COLLATE NOCASE NOT NULL REFERENCES courseTemplate (id),
  companyId TEXT COLLATE NOCASE NOT NULL REFERENCES company (id),
  externalId TEXT COLLATE NOCASE,
  alias TEXT COLLATE NOCASE,
  startDate TEXT NOT NULL,
  endDate TEXT NOT NULL,
  timeZone TEXT NOT NULL DEFAULT 'Pacific/Auckland',
  minimumSessions INTEGER,
  maximumSessions INTEGER,
  netCost INTEGER NOT NULL DEFAULT 0,
  tax INTEGER NOT NULL DEFAULT 0,
  chargePerDelegate INTEGER NOT NULL DEFAULT 1,
  status TEXT COLLATE NOCASE NOT NULL DEFAULT 'Available',
  waitingListType TEXT COLLATE NOCASE NOT NULL DEFAULT 'Default',
  isSessional INTEGER NOT NULL DEFAULT 0,
  sessionalCostType TEXT COLLATE NOCASE NOT NULL DEFAULT 'Unknown',
  duration REAL NOT NULL DEFAULT 1,
  durationType TEXT COLLATE NOCASE NOT NULL DEFAULT 'Day',
  imageUrl TEXT,
  aims TEXT COLLATE NOCASE,
  isAdvertised INTEGER NOT NULL DEFAULT 1,
  advertisedStartDate TEXT,
  advertisedEndDate TEXT,
  maxPlaces INTEGER NOT NULL,
  minPlaces INTEGER NOT NULL DEFAULT 1,
  isExclusive INTEGER NOT NULL DEFAULT 0,
  venueId TEXT COLLATE NOCASE REFERENCES venue (id),
  customFields TEXT NOT NULL DEFAULT '{}',
  dateCreated TEXT NOT NULL,
  dateUpdated TEXT NOT NULL,
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE INDEX courseDateByStart ON courseDate (startDate);
CREATE INDEX courseDateByCourse ON courseDate (courseId, startDate);
CREATE TABLE session (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  courseDateId TEXT COLLATE NOCASE NOT NULL REFERENCES courseDate (id) ON DELETE CASCADE,
  name TEXT COLLATE NOCASE NOT NULL,
  startDate TEXT NOT NULL,
  endDate TEXT NOT NULL,
  cost INTEGER NOT NULL DEFAULT 0,
  venueId TEXT COLLATE NOCASE REFERENCES venue (id),
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE INDEX sessionByCourseDate ON session (courseDateId, startDate);
CREATE TABLE courseDateTrainer (
  courseDateId TEXT COLLATE NOCASE NOT NULL REFERENCES courseDate (id) ON DELETE CASCADE,
  trainerId TEXT COLLATE NOCASE NOT NULL REFERENCES trainer (id),
  PRIMARY KEY (courseDateId, trainerId)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE booking (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id),
  status TEXT COLLATE NOCASE NOT NULL,
  poNumber TEXT,
  dateCreated TEXT NOT NULL,
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE TABLE delegate (
  userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id),
  courseDateId TEXT COLLATE NOCASE NOT NULL REFERENCES courseDate (id),
  status TEXT COLLATE NOCASE NOT NULL,
  statusReason TEXT,
  dateRegistered TEXT NOT NULL,
  dateUpdated TEXT NOT NULL,
  bookingId TEXT COLLATE NOCASE REFERENCES booking (id),
  poNumber TEXT,
  attended INTEGER NOT NULL DEFAULT 0,
  grade TEXT,
  /* On the waiting list: the lower, the sooner. */
  turn INTEGER,
  more TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (userId, courseDateId)
  ) STRICT, WITHOUT ROWID;
CREATE INDEX delegateByCourseDate ON delegate (courseDateId, status);
CREATE INDEX delegateWithPlace ON delegate (courseDateId) WHERE status NOT IN ('Cancelled', 'WaitingList', 'Transferred', 'Deferred', 'Unknown');
CREATE INDEX delegateByBooking ON delegate (bookingId);
CREATE TABLE invoice (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  reference TEXT COLLATE NOCASE NOT NULL,
  issuerId TEXT COLLATE NOCASE NOT NULL REFERENCES company (id),
  companyId TEXT COLLATE NOCASE REFERENCES company (id),
  bookingId TEXT COLLATE NOCASE REFERENCES booking (id),
  currencyCode TEXT NOT NULL DEFAULT 'NZD',
  taxRate REAL NOT NULL DEFAULT 15,
  dateGenerated TEXT NOT NULL,
  dateDue TEXT NOT NULL,
  dateUpdated TEXT NOT NULL,
  poNumber TEXT,
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE INDEX invoiceByBooking ON invoice (bookingId);
CREATE TABLE invoiceItem (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  invoiceId TEXT COLLATE NOCASE NOT NULL REFERENCES invoice (id) ON DELETE CASCADE,
  description TEXT NOT NULL,
  net INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  sourceId TEXT COLLATE NOCASE,
  sourceType TEXT,
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE INDEX invoiceItemByInvoice ON invoiceItem (invoiceId);
CREATE TABLE payment (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  invoiceId TEXT COLLATE NOCASE NOT NULL REFERENCES invoice (id) ON DELETE CASCADE,
  amount INTEGER NOT NULL,
  date TEXT NOT NULL,
  method TEXT,
  reference TEXT,
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE INDEX paymentByInvoice ON payment (invoiceId);
CREATE TABLE communication (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  mappedType TEXT NOT NULL,
  mappedId TEXT COLLATE NOCASE NOT NULL,
  communicationTypeId TEXT,
  subject TEXT,
  body TEXT,
  dateCreated TEXT NOT NULL,
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE TABLE basket (
  id INTEGER PRIMARY KEY,
  uniqueId TEXT NOT NULL UNIQUE,
  userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  isComplete INTEGER NOT NULL DEFAULT 0,
  discountCode TEXT
  ) STRICT;
CREATE INDEX basketByUser ON basket (userId, isComplete);
CREATE TABLE basketItem (
  id INTEGER PRIMARY KEY,
  basket INTEGER NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
  courseDateId TEXT COLLATE NOCASE NOT NULL REFERENCES courseDate (id) ON DELETE CASCADE,
  UNIQUE (basket, courseDateId)
  ) STRICT;
CREATE TABLE basketItemUser (
  item INTEGER NOT NULL REFERENCES basketItem (id) ON DELETE CASCADE,
  userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  PRIMARY KEY (item, userId)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE discount (
  code TEXT COLLATE NOCASE PRIMARY KEY,
  name TEXT NOT NULL,
  percent REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE webhook (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  module TEXT COLLATE NOCASE NOT NULL,
  url TEXT NOT NULL,
  events TEXT NOT NULL DEFAULT '["Create","Update","Delete"]',
  isEnabled INTEGER NOT NULL DEFAULT 1,
  more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
CREATE TABLE webhookInstance (
  id TEXT COLLATE NOCASE PRIMARY KEY,
  webhookId TEXT COLLATE NOCASE NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
  event TEXT NOT NULL,
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  body TEXT NOT NULL,
  dateCreated TEXT NOT NULL,
  status TEXT COLLATE NOCASE NOT NULL,
  responseStatus INTEGER,
  error TEXT
  ) STRICT, WITHOUT ROWID;
CREATE TABLE accessToken (
  token TEXT PRIMARY KEY,
  userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  expiresAt INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE customField (
  module TEXT COLLATE NOCASE NOT NULL,
  label TEXT NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (module, label)
  ) STRICT, WITHOUT ROWID;
