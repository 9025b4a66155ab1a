import { collections } from '../../src/tec/provider-based/collections/collections.ts'
import type { Collection, Kind } from '../../src/tec/provider-based/collections/collection.ts'
import { newZealandDay } from '../../src/core/date-time.ts'
import { demand, type Client, type Reply } from '../harness.ts'
import { apprentice, valid } from '../tec/work-based/bodies.ts'

/** A request that is accepted without a warning, and where what it stored is read back. */
export interface Base {
  method: string
  url: string
  body: object
  isForm?: true
  /** What is stored, in the shape of the body. The reply is to the request that had that body. */
  readBack: (client: Client, sent: any, reply: Reply) => Promise<unknown>
  /** What the reply itself tells of a request that is accepted. */
  tells?: (reply: Reply) => unknown[]
  /** What a validation says of it that it did not say of the first request. */
  findings?: (client: Client) => Promise<unknown[]>
}

const workBased = '/work-submission-api/v1.0'

/** What there is before each request of the work-based API. */
export async function beginWorkBased (client: Client): Promise<void> {
  await apprentice(client)
  const { body: version } = demand(await client.get('/programmes/DEMO-NZA/versions/1'))
  const { programmeVersionNumber, ...next } = version
  for (const [path, body] of [
    ['/programmes/DEMO-NZA/versions', next],
    ['/programmes', { ...newProgramme, programmeLocalId: 'Q1', programmeLocalName: 'Another' }],
    ['/off-job-deliveries', { ...delivery, offJobDeliveryLocalId: 'D1', courseCode: 'Block1' }],
    ...['2', '3', '4'].flatMap(n => [
      ['/learners', valid.learner(`L${n}`)], ['/training-agreements', valid.agreement(`A${n}`, `L${n}`)]
    ] as const),
    ['/enrolments', valid.enrolment('E2', 'L2', 'A2')],
    ['/training-plans', valid.plan('P2', 'A2')],
    ['/enrolments', valid.enrolment('E4', 'L4', 'A4')],
    ['/learners', valid.learner('L5')]
  ] as const) demand(await client.post(path, body))
  demand(await client.put('/training-agreements/A2/hold', { pauseDate: '2026-02-02', onHoldReasonCode: 'PL' }))
}

const read = (path: (sent: any) => string, shape: (stored: any, sent: any) => unknown = it => it): Base['readBack'] =>
  async (client, sent) => {
    const { status, body } = await client.get(path(sent))
    return status === 200 ? shape(body, sent) : undefined
  }

/** A local id as a part of a path. */
const part = encodeURIComponent

const learnerDetails = {
  irdNumber: '012-345-678',
  demographics: {
    countryOfCitizenship: 'NZL',
    disabilityStatus: 1,
    disabilitySupportNeeds: [3],
    ethnicity: ['11111'],
    gender: 'F',
    iwiAffiliation: ['0301'],
    residentialStatus: 'N'
  },
  educationHistory: {
    firstYearOfTertiaryEducation: 2024,
    highestSecondarySchoolQualification: '15',
    highestPostSchoolQualification: '10',
    lastSecondarySchoolAttended: '0087',
    lastYearAtSecondarySchool: 2021,
    countryOfOverseasSchool: 'AUS',
    priorActivity: '01'
  }
}

const agreementDetails = {
  employerNzbn: '9429000000017',
  employerName: 'Harbourside Homes Ltd',
  employerSubdivisionName: 'Nelson',
  employmentRegionCode: 9,
  industryCode: 'E3242',
  occupationCode: '331212',
  employmentTypeCode: 'FT',
  priorActivityCode: '01',
  moeExemptionCode: '1',
  trainingAgreementSignedDate: '2025-06-02',
  trainingAgreementEndDate: '2029-06-01'
}

const enrolmentPart = (enrolmentLocalId: string) => ({
  enrolmentLocalId,
  programmeLocalId: 'DEMO-NZA',
  programmeVersionNumber: 1,
  fundingSourceTypeCode: '37',
  modeOfDeliveryCode: 24,
  enrolmentDate: '2025-06-09',
  participationStartDate: '2025-06-09',
  studyTypeCode: 'NZA'
})

const newProgramme = {
  programmeLocalId: 'P9',
  programmeLocalName: 'New Zealand Certificate in Probing',
  studyTypeCode: 'NZA',
  modeOfDeliveryCode: 24,
  startDate: '2024-01-01',
  expiryDate: '2030-12-31',
  nzscedFieldOfStudy: '040311',
  creditValue: 260,
  industryCodes: ['E3011'],
  occupationCode: '331212',
  qualificationNumber: 'NZ2738',
  level: 4,
  maximumProgrammeFee: 1200.5
}

const delivery = {
  enrolmentLocalId: 'E1',
  offJobProviderCode: 9001,
  courseCode: 'Block2',
  fundingCategory: 'P1',
  deliveryClassification: '22',
  offJobStartDate: '2025-10-06',
  offJobEndDate: '2025-10-10',
  hours: 40
}

const agreement = read(() => '/training-agreements/A1')
const enrolment = read(() => '/enrolments/E1')

/** By operation id; the stage is that of `beginWorkBased`. */
export const workBasedBases: Readonly<Record<string, Base>> = {
  CreateLearner: {
    method: 'POST',
    url: `${workBased}/learners`,
    body: { ...valid.learner('L9'), ...learnerDetails },
    readBack: read(sent => `/learners/${part(sent.learnerLocalId)}`)
  },
  UpdateLearner: { method: 'PUT', url: `${workBased}/learners/L1`, body: learnerDetails, readBack: read(() => '/learners/L1') },
  CreateTrainingAgreement: {
    method: 'POST',
    url: `${workBased}/training-agreements`,
    body: { learnerLocalId: 'L5', trainingAgreementLocalId: 'A9', trainingAgreement: agreementDetails },
    readBack: read(sent => `/training-agreements/${part(sent.trainingAgreementLocalId)}`)
  },
  UpdateTrainingAgreement: {
    method: 'PUT',
    url: `${workBased}/training-agreements/A1`,
    body: { trainingAgreementSignedDate: '2025-06-03', trainingAgreementEndDate: '2029-06-01' },
    readBack: read(() => '/training-agreements/A1', it => it.trainingAgreement)
  },
  TransferTrainingAgreement: {
    method: 'POST',
    url: `${workBased}/training-agreements/A1/transfer`,
    body: { newTrainingAgreementLocalId: 'A9', newTrainingAgreement: agreementDetails },
    readBack: read(sent => `/training-agreements/${part(sent.newTrainingAgreementLocalId)}`,
      it => ({ newTrainingAgreementLocalId: it.trainingAgreementLocalId, newTrainingAgreement: it.trainingAgreement }))
  },
  PlaceTrainingAgreementOnHold: {
    method: 'PUT',
    url: `${workBased}/training-agreements/A1/hold`,
    body: { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' },
    readBack: agreement
  },
  PlaceTrainingAgreementInGrace: {
    method: 'PUT',
    url: `${workBased}/training-agreements/A1/grace`,
    body: { pauseDate: '2026-02-16', graceReasonCode: 'RD' },
    readBack: agreement
  },
  RestartTrainingAgreement: {
    method: 'PUT',
    url: `${workBased}/training-agreements/A2/restart`,
    body: { restartDate: '2026-02-16' },
    readBack: read(() => '/training-agreements/A2')
  },
  WithdrawTrainingAgreement: {
    method: 'PUT',
    url: `${workBased}/training-agreements/A1/withdraw`,
    body: { withdrawalDate: '2026-02-16', withdrawalReasonCode: 'CC' },
    readBack: agreement
  },
  CreateEnrolment: {
    method: 'POST',
    url: `${workBased}/enrolments`,
    body: { learnerLocalId: 'L3', trainingAgreementLocalId: 'A3', ...enrolmentPart('E9') },
    readBack: read(sent => `/enrolments/${part(sent.enrolmentLocalId)}`)
  },
  CreateComplexEnrolment: {
    method: 'POST',
    url: `${workBased}/complex-enrolments`,
    body: {
      learnerLocalId: 'L3',
      trainingAgreementLocalId: 'A3',
      enrolment: { ...enrolmentPart('E9'), trainingAgreementLocalId: 'A3' },
      subEnrolments: [
        { ...enrolmentPart('E10'), programmeLocalId: 'Q1', participationStartDate: '2025-06-10', trainingAgreementLocalId: 'A3' }
      ]
    },
    async readBack (client, { enrolment, subEnrolments: [first] }) {
      const [main, sub] = await Promise.all([enrolment, first].map(it => client.get(`/enrolments/${part(it?.enrolmentLocalId)}`)))
      const { learnerLocalId, trainingAgreementLocalId } = main!.body
      return { learnerLocalId, trainingAgreementLocalId, enrolment: main!.body, subEnrolments: [sub!.body] }
    }
  },
  UpdateEnrolment: {
    method: 'PUT', url: `${workBased}/enrolments/E1`, body: { enrolmentDate: '2025-06-08' }, readBack: enrolment
  },
  WithdrawEnrolment: {
    method: 'PUT',
    url: `${workBased}/enrolments/E1/withdraw`,
    body: { withdrawalDate: '2026-02-16', withdrawalReasonCode: 'CC' },
    readBack: enrolment
  },
  TransferEnrolment: {
    method: 'POST',
    url: `${workBased}/enrolments/E1/transfer`,
    body: { programmeVersionNumber: 2, transferDate: '2026-02-16' },
    readBack: enrolment
  },
  DeleteEnrolment: {
    method: 'DELETE',
    url: `${workBased}/enrolments/E1`,
    body: { deletionReason: 'IE', deletionDate: '2026-02-16' },
    // An enrolment that is deleted cannot be asked for.
    readBack: async client => client.db().prepare("SELECT * FROM enrolment WHERE enrolmentLocalId = 'E1'").get()
  },
  CreateTrainingPlan: {
    method: 'POST',
    url: `${workBased}/training-plans`,
    body: valid.plan('P9', 'A4', '2025-06-09'),
    readBack: read(sent => `/training-plans/${part(sent.trainingPlanLocalId)}`, it => it.trainingPlan)
  },
  UpdateTrainingPlan: {
    method: 'PUT',
    url: `${workBased}/training-plans/P1`,
    body: { trainingPlanSignedDate: '2025-06-17' },
    readBack: read(() => '/training-plans/P1', it => it.trainingPlan)
  },
  RecordVisit: {
    method: 'POST',
    url: `${workBased}/training-plans/P1/visits`,
    body: { visitLocalId: 'V1', visitDate: '2026-02-16' },
    readBack: read(() => '/training-plans/P1', it => it.visits[0])
  },
  CreateProgramme: {
    method: 'POST',
    url: `${workBased}/programmes`,
    body: newProgramme,
    readBack: read(sent => `/programmes/${part(sent.programmeLocalId)}/versions/1`)
  },
  CreateProgrammeVersion: {
    method: 'POST',
    url: `${workBased}/programmes/Q1/versions`,
    body: { ...newProgramme, programmeLocalId: undefined, programmeLocalName: 'Another' },
    readBack: read(() => '/programmes/Q1/versions/2')
  },
  UpdateProgrammeVersion: {
    method: 'PUT',
    url: `${workBased}/programmes/Q1/versions/1`,
    body: { ...newProgramme, programmeLocalId: undefined, programmeLocalName: 'Another' },
    readBack: read(() => '/programmes/Q1/versions/1')
  },
  CreateOffJobDelivery: {
    method: 'POST',
    url: `${workBased}/off-job-deliveries`,
    body: { offJobDeliveryLocalId: 'D9', ...delivery },
    readBack: read(sent => `/off-job-deliveries/${part(sent.offJobDeliveryLocalId)}`)
  },
  UpdateOffJobDelivery: {
    method: 'PUT',
    url: `${workBased}/off-job-deliveries/D1`,
    body: delivery,
    readBack: read(() => '/off-job-deliveries/D1')
  },
  ReportCompletion: {
    method: 'POST',
    url: '/__admin/nzqa/completions',
    body: { eid: 9001, enrolmentLocalId: 'E1', completionDate: '2026-02-16' },
    readBack: async (_client, sent, reply) => ({ eid: sent.eid, ...reply.body })
  }
}

const sdr = '/submissions/v1.0'

/** A record that has every member of its collection. */
export const wholeRecord = ({ fields }: Collection, localId = 'X1'): Record<string, unknown> =>
  ({ localId, ...Object.fromEntries(fields.map(({ name, example }) => [name, example])) })

/** The cells of a line of a CSV file. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!)

/** A cell as the member that it was. */
function valueOf (cell: string, kind: Kind): unknown {
  if (cell === '') return undefined
  if (kind === 'integer' || kind === 'number') return Number(cell)
  if (kind === 'codes') return cell.split(';')
  return kind === 'loads' ? cell.split(';').map(Number) : cell
}

const contents = ({ name, fields }: Collection, submissionToken: string): Base['readBack'] => async (client, { content }) => {
  const { text } = demand(await client.sdr('GET', `/contents/${part(submissionToken)}?collection=${name}`))
  const lines = text.replace(/\r\n$/, '').split('\r\n').slice(1).map(cellsOf)
  const [localId, ...cells] = lines.find(line => line[0] === content[0].localId) ?? []
  const record = Object.fromEntries(fields.map((field, i) => [field.name, valueOf(cells[i]!, field.kind)]))
  return { submissionToken, content: [{ localId, ...record }] }
}

/** A finding of a validation. */
interface Finding { errorCode: string, errorDescription: string }

async function findingsOf (client: Client, submissionToken: string): Promise<Finding[]> {
  for (const method of ['POST', 'GET']) demand(await client.sdr(method, `/validation/${submissionToken}`))
  return demand(await client.sdr('GET', `/validation/${submissionToken}/results?pageSize=1000`)).body.results
}

/** What requests of the provider-based API go to: a submission that has a whole record of each collection, and what is found in it. */
export async function beginProviderBased (client: Client): Promise<{ submissionToken: string, usual: Finding[] }> {
  demand(await client.sdr('POST', '/user/register'))
  const { submissionToken } = demand(await client.sdr('POST', '/token/202602')).body
  for (const collection of collections) {
    demand(await client.sdr('PUT', `/${collection.name}`, { submissionToken, content: [wholeRecord(collection)] }))
  }
  const image = client.sandbox.store.image()
  const usual = await findingsOf(client, submissionToken)
  client.sandbox.restore(image)
  return { submissionToken, usual }
}

/** By operation id, for the submission of a token. */
export const providerBasedBases = (
  { submissionToken, usual }: Awaited<ReturnType<typeof beginProviderBased>>
): Readonly<Record<string, Base>> => ({
  ...Object.fromEntries(collections.flatMap(collection => [
    [`Upload${collection.plural}`, {
      method: 'PUT',
      url: `${sdr}/${collection.name}`,
      body: { submissionToken, content: [wholeRecord(collection)] },
      findings: async client => {
        const found = await findingsOf(client, submissionToken)
        return found.filter(it => !usual.some(usually => usually.errorCode === it.errorCode))
      },
      readBack: contents(collection, submissionToken)
    }],
    [`Delete${collection.plural}`, {
      method: 'DELETE',
      url: `${sdr}/${collection.name}`,
      body: { submissionToken, content: [{ localId: 'X1' }] },
      // Of each it is said whether it was there.
      tells: ({ body }) => body.content.flatMap((it: any) => it.errors),
      readBack: async (_client, _sent, { body }) => body
    }]
  ] as const)),
  OpenReturn: {
    method: 'POST',
    url: '/__admin/returns/202602/open',
    body: { eid: 9001, closes: '2026-03-30' },
    readBack: async (_client, _sent, { body }) => ({ eid: body.edumis, closes: newZealandDay(body.closeWindowDate) })
  },
  SettleReturn: {
    method: 'POST',
    url: '/__admin/returns/202602/settle',
    body: { eid: 9001 },
    readBack: async (_client, _sent, { body }) => ({ eid: body.edumis })
  },
  ChangeStudent: {
    method: 'PUT',
    url: '/__admin/students/160000001',
    body: { nameIdCode: 'TAMAH', dateOfBirth: '2003-08-21', isVerified: true, alternativeNameIdCodes: ['WALKH'], since: '2026-01-01' },
    readBack: async (_client, _sent, { body }) => body
  },
  MergeStudent: {
    method: 'POST',
    url: '/__admin/students/160000001/merge',
    body: { into: 160000002 },
    readBack: async (_client, _sent, { body }) => ({ into: body.mergedInto })
  },
  SetValidator: {
    method: 'PUT',
    url: '/__admin/transitions/validation/rules',
    body: { iwiList: 2023, rulesOff: ['143'] },
    readBack: async (_client, _sent, { body }) => body
  }
})

export const eslBases: Readonly<Record<string, Base>> = {
  RequestAccessToken: {
    method: 'POST',
    url: '/oauth2/access_token',
    isForm: true,
    body: { grant_type: 'client_credentials', scope: 'https://web.prd.dxs.pub.tec.govt.nz', org_id: '9001' },
    readBack: async (_client, sent, { body }) => {
      const { aud, org_id: orgId } = JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString())
      return { grant_type: sent.grant_type === 'client_credentials' ? sent.grant_type : undefined, scope: aud, org_id: orgId }
    }
  }
}
