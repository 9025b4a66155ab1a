import assert from 'node:assert/strict'
import createClient from 'openapi-fetch'
import { done, refused } from './answers.js'
import type { paths as Admin } from './openapi-typescript/admin.js'
import type { paths as WorkBased } from './openapi-typescript/tec-work-based.js'

/** What happens to training agreements by and by: grace, pauses, another employer, and how an apprenticeship ends. */

const agreements = '/v1.0/training-agreements/{trainingAgreementLocalId}'
const enrolments = '/v1.0/enrolments/{enrolmentLocalId}'

const header = { EID: '9001' }
const agreement = (trainingAgreementLocalId: string) => ({ params: { header, path: { trainingAgreementLocalId } } })
const enrolment = (enrolmentLocalId: string) => ({ params: { header, path: { enrolmentLocalId } } })

const adminAt = (base: string) => createClient<Admin>({ baseUrl: base })
const tecAt = (base: string) => createClient<WorkBased>({
  baseUrl: `${base}/work-submission-api`, headers: { authorization: 'Bearer demo-token-9001' }
})

export async function fortyTwoDays (base: string): Promise<void> {
  const [tec, admin] = [tecAt(base), adminAt(base)]
  const before = done(await tec.GET(agreements, agreement('DEMO-TA08')))
  assert.deepEqual([before.trainingAgreementStatus, before.pauseDate, before.graceReasonCode], ['Grace', '2026-01-19', 'LE'])
  const { moments } = done(await admin.GET('/__admin/calendar', { params: { query: { limit: 2 } } }))
  assert.deepEqual(moments.map(it => `${it.day} ${it.event}`), ['2026-03-03 grace runs out', '2026-03-06 return window closes'])
  const { fired } = done(await admin.POST('/__admin/clock/advance', { body: { by: 'P1D' } }))
  assert.equal(fired[0]?.event, 'grace runs out')
  const after = done(await tec.GET(agreements, agreement('DEMO-TA08')))
  assert.deepEqual([after.trainingAgreementStatus, after.withdrawalReasonCode], ['Finished', 'GE'])
  assert.equal(done(await tec.GET(enrolments, enrolment('DEMO-E08'))).enrolmentStatus, 'Withdrawn')
  const restart = { restartDate: '2026-03-03' }
  const tooLate = refused(await tec.PUT(`${agreements}/restart`, { ...agreement('DEMO-TA08'), body: restart }))
  assert.ok('errors' in tooLate && tooLate.errors?.trainingAgreementLocalId)
  assert.equal(done(await tec.PUT(`${agreements}/restart`, { ...agreement('DEMO-TA07'), body: restart })).restartDate, '2026-03-03')
  assert.equal(done(await tec.GET(enrolments, enrolment('DEMO-E07'))).enrolmentStatus, 'Active')
}

export async function threeMonths (base: string): Promise<void> {
  const [tec, admin] = [tecAt(base), adminAt(base)]
  const hold = (id: string, pauseDate: string, onHoldReasonCode: string) =>
    tec.PUT(`${agreements}/hold`, { ...agreement(id), body: { pauseDate, onHoldReasonCode } })
  const tooFar = refused(await hold('DEMO-TA04', '2025-12-01', 'OV'))
  assert.ok('errors' in tooFar && tooFar.errors?.pauseDate?.[0]?.includes('2025-12-02'), 'the day that passes is told')
  assert.equal(done(await hold('DEMO-TA04', '2025-12-02', 'OV')).onHoldReasonCode, 'OV')
  const held = done(await tec.GET(agreements, agreement('DEMO-TA04')))
  assert.deepEqual([held.trainingAgreementStatus, held.trainingAgreementStatusDate, held.pauseDate], ['Hold', '2025-12-02', '2025-12-02'])
  assert.equal(done(await tec.GET(enrolments, enrolment('DEMO-E04'))).enrolmentStatus, 'Hold')
  const { today } = done(await admin.POST('/__admin/clock/advance', { body: { to: '2026-05-31T09:00' } }))
  assert.equal(today, '2026-05-31')
  refused(await hold('DEMO-TA15', '2026-02-27', 'MD'))
  done(await tec.PUT(`${agreements}/withdraw`, {
    ...agreement('DEMO-TA15'), body: { withdrawalDate: '2026-02-27', withdrawalReasonCode: 'CC' }
  }))
  assert.equal(done(await tec.GET(agreements, agreement('DEMO-TA15'))).trainingAgreementStatus, 'Finished')
}

export async function redundancy (base: string): Promise<void> {
  const tec = tecAt(base)
  done(await tec.PUT(`${agreements}/grace`, { ...agreement('DEMO-TA04'), body: { pauseDate: '2026-02-27', graceReasonCode: 'RD' } }))
  assert.equal(done(await tec.GET(enrolments, enrolment('DEMO-E04'))).enrolmentStatus, 'Grace')
  // The walk sends the name of the employer here, which is no member of the call, so that it does not compile.
  const changed = done(await tec.PUT(agreements, { ...agreement('DEMO-TA04'), body: { trainingAgreementEndDate: '2028-01-31' } }))
  assert.equal(changed.trainingAgreement?.employerName, 'Tasman Bay Builders Ltd')
  const { newTrainingAgreementLocalId: trainingAgreementLocalId } = done(await tec.POST(`${agreements}/transfer`, {
    ...agreement('DEMO-TA04'),
    body: {
      newTrainingAgreementLocalId: 'TA-2001',
      newTrainingAgreement: {
        employerName: 'Harbourside Homes Ltd', employmentRegionCode: 2, employmentTypeCode: 'FT', trainingAgreementSignedDate: '2026-03-02'
      }
    }
  }))
  assert.equal(done(await tec.GET(agreements, agreement('DEMO-TA04'))).trainingAgreementStatus, 'Finished')
  const moved = done(await tec.GET(enrolments, enrolment('DEMO-E04')))
  assert.deepEqual([moved.trainingAgreementLocalId, moved.enrolmentStatus], ['TA-2001', 'Active'])
  const plan = { trainingPlanLocalId: 'TP-2001', trainingAgreementLocalId }
  const tooOld = refused(await tec.POST('/v1.0/training-plans', {
    params: { header }, body: { ...plan, trainingPlanSignedDate: '2026-02-27' }
  }))
  assert.ok('errors' in tooOld && tooOld.errors?.trainingPlanSignedDate)
  done(await tec.POST('/v1.0/training-plans', { params: { header }, body: { ...plan, trainingPlanSignedDate: '2026-03-02' } }))
  assert.equal(done(await tec.GET(agreements, agreement('TA-2001'))).trainingAgreementStatus, 'Active')
}

export async function endings (base: string): Promise<void> {
  const [tec, admin] = [tecAt(base), adminAt(base)]
  const again = done(await tec.POST(`${enrolments}/transfer`, {
    ...enrolment('DEMO-E05'), body: { programmeVersionNumber: 2, transferDate: '2026-03-02' }
  }))
  assert.deepEqual([again.programmeVersionNumber, again.transferDate], [2, '2026-03-02'])
  const reported = done(await admin.POST('/__admin/nzqa/completions', {
    body: { eid: 9001, enrolmentLocalId: 'DEMO-E04', completionDate: '2026-03-02' }
  }))
  assert.equal(reported.enrolmentStatus, 'Completed')
  const complete = done(await tec.GET(enrolments, enrolment('DEMO-E04')))
  assert.deepEqual([complete.enrolmentStatus, complete.completionDate], ['Completed', '2026-03-02'])
  const withdrawal = { withdrawalDate: '2026-03-01', withdrawalReasonCode: 'CC' }
  const noLonger = refused(await tec.PUT(`${enrolments}/withdraw`, { ...enrolment('DEMO-E04'), body: withdrawal }))
  assert.ok('errors' in noLonger && noLonger.errors?.enrolmentLocalId)
  done(await tec.PUT(`${enrolments}/withdraw`, { ...enrolment('DEMO-E15'), body: withdrawal }))
  const left = done(await tec.GET(enrolments, enrolment('DEMO-E15')))
  assert.deepEqual([left.enrolmentStatus, left.withdrawalDate, left.withdrawalReasonCode], ['Withdrawn', '2026-03-01', 'CC'])
}
