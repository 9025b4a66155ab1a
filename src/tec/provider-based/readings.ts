import { everyOperation, reading, type Reading } from '../../core/reading.ts'
import { registrationFirst } from '../registration.ts'
import { knowledgeBase, errorCodesGuide, providerBasedPage, vendorFeeGuide } from '../sources.ts'
import { recordReadings } from './records/readings.ts'

/** The sentences of TEC's pages about returns that can be understood in more than one way. */

const tokenPage = providerBasedPage('request-a-single-data-return-sdr-submission-token')

export const validatedWithErrors = reading({
  id: 'validated-with-errors',
  sentence: 'A submission is Validated once it has been validated',
  source: tokenPage,
  choices: { no: 'only where no errors were found', yes: 'whatever was found' },
  usual: 'no',
  why: 'Only a submission without errors can be submitted, which is what comes next',
  rules: ['submission.validated'],
  bearsOn: ['RequestSubmissionToken', 'GetValidationStatus', 'SubmitSubmission', 'SubmitCourseDifferences']
})

export const returnsListed = reading({
  id: 'returns-listed',
  sentence: 'The list has the returns that an organisation can submit against, each with its window and the date on which it was closed',
  source: providerBasedPage('list-available-returns'),
  choices: { all: 'closed and coming returns are listed, too', open: 'only those for which a token is given now' },
  usual: 'all',
  why: 'A date of closing would be of no use in a list of open returns',
  rules: [],
  bearsOn: ['ListReturns']
})

export const closedReturnToken = reading({
  id: 'closed-return-token',
  sentence: 'The reply to a token request can say that the submission is Closed; a return that is not accessible is refused',
  source: tokenPage,
  choices: { refused: 'a return whose window has closed is refused', told: 'it is answered, with the status Closed' },
  usual: 'refused',
  why: 'Sending again after the window needs TEC\'s approval first',
  rules: ['return.window-open'],
  bearsOn: ['RequestSubmissionToken']
})

export const tokenAfterReset = reading({
  id: 'token-after-reset',
  sentence: 'A reset cancels a submission, so that another can be made; Cancelled is one of the statuses in the reply to a token request',
  source: tokenPage,
  choices: {
    pending: 'the token after a reset is to a submission that is Pending',
    cancelled: 'its reply says Cancelled until something is uploaded'
  },
  usual: 'pending',
  why: 'The next submission is a new one',
  rules: [],
  bearsOn: ['RequestSubmissionToken']
})

export const tokenExpires = reading({
  id: 'token-expires',
  sentence: 'A token may be reused until its stated expiry',
  source: tokenPage,
  choices: { before: 'it is not valid from that moment on', at: 'at that very moment it is still valid' },
  usual: 'before',
  why: 'A period usually ends with its end excluded, and there is one millisecond between the two',
  rules: ['submission.token-not-expired'],
  bearsOn: ['RequestSubmissionToken']
})

export const duplicateLearners = reading({
  id: 'duplicate-learners',
  sentence: 'A student id occurs more than once among the learners',
  source: knowledgeBase('KA-02412'),
  choices: { later: 'each record but the first is at fault', each: 'each record is, the first included' },
  usual: 'later',
  why: 'One of them can stay as it is',
  rules: ['sdr.learner-unique'],
  bearsOn: ['RequestValidation', 'GetValidationStatus', 'GetValidationResults']
})

export const feeRuleNumbers = reading({
  id: 'fee-rule-numbers',
  sentence: '362 and 363 are about an international learner without an international tuition fee',
  source: vendorFeeGuide,
  choices: { 362: '362 is a fee that is missing, 363 one that is not above 0', 363: 'the other way about' },
  usual: '362',
  why: 'What is missing is usually asked first',
  rules: ['sdr.international-fee-given', 'sdr.international-fee-above-zero'],
  bearsOn: ['GetValidationResults']
})

export const internationalFunding = reading({
  id: 'international-funding',
  sentence: 'Sources of funding 12 and 20 are treated as 02, international fee-paying, where the actual course fee is concerned',
  source: vendorFeeGuide,
  choices: { '02': 'only 02 asks for an international tuition fee', 'as-02': '12 and 20 ask for it, too' },
  usual: '02',
  why: 'It is said of one rule only',
  rules: ['sdr.international-fee-given', 'sdr.international-fee-above-zero'],
  bearsOn: ['RequestValidation', 'GetValidationStatus', 'GetValidationResults']
})

export const starLearners = reading({
  id: 'star-learners',
  sentence: 'All STAR learners are of type B, whose number need not be verified',
  source: knowledgeBase('KA-02621'),
  choices: { load: 'nobody is known to be one, so the load decides', '05': 'who has an enrolment with source of funding 05 is one' },
  usual: 'load',
  why: 'That 05 is STAR is in a list of the years before the data exchange',
  rules: ['sdr.nsn-verified'],
  bearsOn: ['RequestValidation', 'GetValidationStatus', 'GetValidationResults']
})

export const errorDescriptions = reading({
  id: 'error-description',
  sentence: 'A validation result has the text of the rule',
  source: providerBasedPage('get-validation-results'),
  choices: { values: 'what is wrong with this record, with its values', rule: 'the sentence of the rule, the same for each record' },
  usual: 'values',
  why: 'It says more, and errorCode is there to group by',
  rules: [],
  bearsOn: ['GetValidationResults']
})

export const birthDays = reading({
  id: 'date-of-birth',
  sentence: 'A date of birth is a date-time, in whatever zone',
  source: providerBasedPage('upload-learner-data-to-the-submission'),
  choices: {
    'new-zealand': 'it is the day that it then was in New Zealand, which before 1946 was at +11:30',
    written: 'it is the day as it is written'
  },
  usual: 'new-zealand',
  why: 'Dates are stored in UTC, so what was written is no longer known',
  rules: ['sdr.age-plausible', 'sdr.identity-matches-index'],
  bearsOn: ['RequestValidation', 'GetValidationStatus', 'GetValidationResults']
})

export const codeOfTooMany = reading({
  id: 'error-code-of-too-many',
  sentence: 'On 429, look at the error code',
  source: providerBasedPage('upload-learner-data-to-the-submission'),
  choices: {
    concurrent: 'a code is there where another request is under way',
    always: 'one is there where too many requests came, too: DS1, as no other asks to wait'
  },
  usual: 'concurrent',
  why: 'The codes that are published for it are of concurrent requests',
  rules: [],
  bearsOn: everyOperation
})

export const codeOfUnauthorized = reading({
  id: 'error-code-of-unauthorised',
  sentence: 'A 401 has type, title, status, detail and instance; two error codes are about authentication',
  source: tokenPage,
  choices: { none: 'those five members', member: 'errorCode beside them' },
  usual: 'none',
  why: 'The page shows five',
  rules: [],
  bearsOn: everyOperation
})

export const sharedCodes = reading({
  id: 'shared-error-codes',
  sentence: 'SC1, SC2, SC3 and SC10 have one text, and so have DS1, DS2 and DS3',
  source: errorCodesGuide,
  choices: { place: 'each kind of call has its own', first: 'SC1 and DS1 are answered everywhere' },
  usual: 'place',
  why: 'Several codes with one text are there to tell something apart',
  rules: [],
  bearsOn: everyOperation
})

export const providerBasedReadings: readonly Reading[] = [
  validatedWithErrors, returnsListed, closedReturnToken, tokenAfterReset, tokenExpires, duplicateLearners, feeRuleNumbers,
  internationalFunding, starLearners, errorDescriptions, birthDays, codeOfTooMany, codeOfUnauthorized, sharedCodes,
  ...recordReadings, registrationFirst
]
