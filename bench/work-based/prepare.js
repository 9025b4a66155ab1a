import { ask, askJson } from '../harness/servers.js'
import { settingsFrom } from '../harness/settings.js'

/** The static token of the fixtures, and whom it is for. */
export const credentials = { authorization: 'Bearer demo-token-9001', eid: '9001' }
export const api = '/work-submission-api/v1.0'

const signed = '2015-01-01'
const visitsOfThePlan = 12
/** Of learners who are visited. */
const { plans } = settingsFrom({ plans: 600 })

/**
 * Makes, over HTTP, one plan with twelve visits that is to be read, with the JSON that it is answered as; and as many
 * plans without visits as it takes for every visit of a run to be a new one, on a day on which its learner had none.
 */
export async function prepare (url) {
  const plan = await preparePlan(url, credentials)
  const plansForVisits = []
  for (let n = 1; n <= plans; n++) plansForVisits.push(await createPlan(url, n, credentials))
  return { plan, plansForVisits }
}

/** The plan that is to be read, of the organisation whose credentials they are. */
export async function preparePlan (url, whose) {
  const planToRead = await createPlan(url, 0, whose)
  for (let n = 1; n <= visitsOfThePlan; n++) {
    const visit = { visitLocalId: `READ-V${n}`, visitDate: `2015-${String(n).padStart(2, '0')}-15` }
    await create(`${url}${api}/training-plans/${planToRead}/visits`, visit, whose)
  }
  const path = `${api}/training-plans/${planToRead}`
  return { path, json: await (await ask(`${url}${path}`, { headers: whose })).text() }
}

/** A plan can only be made while its agreement is Pending, so it comes last, and makes the apprenticeship Active. */
async function createPlan (url, n, whose) {
  const learnerLocalId = `BENCH-L${n}`
  const trainingAgreementLocalId = `BENCH-TA${n}`
  const trainingPlanLocalId = `BENCH-TP${n}`
  await create(`${url}${api}/learners`, {
    learnerLocalId,
    identity: { nationalStudentNumber: 150_000_000 + n, dateOfBirth: '1996-05-17', nameIdCode: 'BENCH' },
    demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 },
    educationHistory: {}
  }, whose)
  await create(`${url}${api}/training-agreements`, {
    learnerLocalId,
    trainingAgreementLocalId,
    trainingAgreement: { employerName: 'Bench Joinery Ltd', employmentRegionCode: 9, trainingAgreementSignedDate: signed }
  }, whose)
  await create(`${url}${api}/enrolments`, {
    enrolmentLocalId: `BENCH-E${n}`,
    learnerLocalId,
    trainingAgreementLocalId,
    programmeLocalId: 'DEMO-NZA',
    programmeVersionNumber: 1,
    fundingSourceTypeCode: '37',
    modeOfDeliveryCode: 24,
    enrolmentDate: signed,
    participationStartDate: signed
  }, whose)
  await create(`${url}${api}/training-plans`, { trainingPlanSignedDate: signed, trainingPlanLocalId, trainingAgreementLocalId }, whose)
  return trainingPlanLocalId
}

const create = (url, body, whose) => askJson(url, 'POST', body, whose)

/** Gives a new visit at each call: the plans in turn, each on the day after its last visit. */
export function visitsUnder (plans) {
  const days = daysFrom(signed)
  let given = 0
  return () => {
    const n = given++
    const visitDate = days[Math.floor(n / plans.length)]
    if (visitDate === undefined) throw new Error(`Every day of ${plans.length} learners has its visit; measure for less long`)
    return { trainingPlanLocalId: plans[n % plans.length], visit: { visitLocalId: `V${n}`, visitDate } }
  }
}

/** Every day up to today in UTC, where it is never a later day than in New Zealand. */
function daysFrom (first) {
  const days = []
  for (let day = Date.parse(first); day <= Date.now(); day += 86_400_000) days.push(new Date(day).toISOString().slice(0, 10))
  return days
}
