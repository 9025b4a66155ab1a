import { loadSource } from './source.js'

// A process of its own: so many sandboxes under one server, of which a fifth is used, and the memory that they take.
// It prints { rss, used, second, median } as JSON. node --expose-gc bench/sandboxes/many.js COUNT
const all = Number(process.argv[2])
const used = Math.floor(all / 5)

const { startSandbox } = await loadSource()
const headers = { authorization: 'Bearer demo-token-9001', eid: '9001', 'content-type': 'application/json' }
const started = []
const times = []
for (let i = 0; i < all; i++) {
  const before = performance.now()
  started.push(await startSandbox({ fixture: 'demo' }))
  times.push(performance.now() - before)
}
for (const { url } of started.slice(0, used)) await use(url)
globalThis.gc?.()
const { rss } = process.memoryUsage()
console.log(JSON.stringify({ rss: rss / 1024 / 1024, used, second: times[1], median: times.slice(1).sort((a, b) => a - b)[all >> 1] }))
await Promise.all(started.map(sandbox => sandbox.close()))

/** A short journey: a learner, an agreement, an enrolment, a plan, visits, a list and what the journal has of it. */
async function use (url) {
  const call = async (method, path, body) => {
    const reply = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`)
  }
  const api = '/work-submission-api/v1.0'
  const day = '2025-06-02'
  await call('POST', `${api}/learners`, {
    learnerLocalId: 'L1',
    identity: { nationalStudentNumber: 150000001, dateOfBirth: '2000-05-05', nameIdCode: 'WALKA' },
    demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 },
    educationHistory: {}
  })
  await call('POST', `${api}/training-agreements`, {
    trainingAgreementLocalId: 'A1',
    learnerLocalId: 'L1',
    trainingAgreement: {
      employerName: 'Kererū Joinery Ltd',
      employmentRegionCode: 9,
      employmentTypeCode: 'FT',
      trainingAgreementSignedDate: day
    }
  })
  await call('POST', `${api}/enrolments`, {
    enrolmentLocalId: 'E1',
    learnerLocalId: 'L1',
    trainingAgreementLocalId: 'A1',
    programmeLocalId: 'DEMO-NZA',
    programmeVersionNumber: 1,
    fundingSourceTypeCode: '37',
    modeOfDeliveryCode: 24,
    enrolmentDate: day,
    participationStartDate: day
  })
  await call('POST', `${api}/training-plans`, { trainingPlanLocalId: 'P1', trainingAgreementLocalId: 'A1', trainingPlanSignedDate: day })
  for (let n = 1; n <= 9; n++) await call('POST', `${api}/training-plans/P1/visits`, { visitLocalId: `V${n}`, visitDate: `2025-07-0${n}` })
  await call('GET', `${api}/training-plans/P1`)
  await call('GET', '/submissions/v1.0/returns')
  await call('GET', '/__admin/requests')
}
