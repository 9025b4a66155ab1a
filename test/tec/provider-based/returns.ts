import { once } from 'node:events'
import { request as httpRequest, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import type { Test } from 'tap'
import { collections } from '../../../src/tec/provider-based/collections/collections.ts'
import { asSecondTeo, demand, open, type Client, type Flags, type Listening, type Reply } from '../../harness.ts'

/** The path of a collection, and the least that a record of it has. */
export const leastRecords: Readonly<Record<string, object>> = {
  learners: { studentIdentificationCode: 'S1', gender: 'F', dateOfBirth: '2004-05-17', nameIdCode: 'WALKA' },
  courses: { courseCode: 'C1', courseTitle: 'Joints and Frames', qualificationCode: 'NZ2738' },
  'course-enrolments': { studentIdentificationCode: 'S1', qualificationCode: 'NZ2738', courseCode: 'C1' },
  'course-completions': { studentIdentificationCode: 'S1', courseCode: 'C1' },
  'qualification-completions': { studentIdentificationCode: 'S1', nationalStudentNumber: 150000123, qualificationCode: 'NZ2738' }
}

export const collectionNames = Object.keys(leastRecords)

/** A record of a collection that its schema takes; the rules of validation are another matter. */
export const record = (collection: string, localId: string, more: object = {}) => ({ localId, ...leastRecords[collection], ...more })

/** A course in which a validation finds nothing. */
export const faultless = record('courses', 'C1', {
  learningHours: 200,
  courseClassification: '22.1',
  nzscedFieldOfStudy: '040311',
  levelOnTheNzQualificationsAndCredentialsFramework: 4,
  fundingCategory: 'P1',
  courseEftsFactor: 0.1667
})

/** One in which it finds an error. */
export const faulty = { ...faultless, learningHours: undefined }

/** The returns of fixture `empty`, by what is the matter with them. */
const kinds = {
  open: [9001, "returnType = 'Full' AND openWindowDate <= :now AND closeWindowDate > :now"],
  indicative: [9001, "returnType = 'Indicative'"],
  closed: [9001, 'closeWindowDate <= :now'],
  upcoming: [9001, 'openWindowDate > :now AND returnMonth <> 4'],
  'open to 9002': [9002, `csvUploadInProgress + courseChangesPending + workforceQuestionnaireMissing = 0
    AND NOT EXISTS (SELECT 1 FROM submission WHERE submission.eid = sdrReturn.eid AND submission.returnId = sdrReturn.returnId)`],
  'csv upload': [9002, 'csvUploadInProgress'],
  'course changes': [9002, 'courseChangesPending'],
  'no questionnaire': [9002, 'workforceQuestionnaireMissing'],
  submitted: [9002, "returnId IN (SELECT returnId FROM submission WHERE eid = 9002 AND status = 'Submitted')"],
  validating: [9002, "returnId IN (SELECT returnId FROM submission WHERE eid = 9002 AND status = 'Validating')"]
} as const
export type Kind = keyof typeof kinds

export interface Provider extends Client {
  /** The only return that is of a kind. */
  returnId (kind: Kind): number
  requestToken (kind: Kind): Promise<Reply>
  /** A token to the submission of a return. */
  token (kind?: Kind): Promise<string>
  upload (collection: string, submissionToken: string, content: unknown, headers?: Record<string, string>): Promise<Reply>
  remove (collection: string, submissionToken: string, localIds: string[], headers?: Record<string, string>): Promise<Reply>
  /** The CSV of a submission, or of one of its collections. */
  contents (submissionToken: string, collection?: string): Promise<string>
  /** What the list says of a return. */
  listed (returnId: number): Promise<any>
  advance (to: string): Promise<any[]>
}

/** A sandbox on a frozen clock, as `open` makes one, for calls to the provider-based API. */
export async function openReturns (t: Test, flags: Flags = {}): Promise<Provider> {
  const client = await open(t, flags)
  const { sdr } = client
  const returnId = (kind: Kind): number => {
    const [eid, condition] = kinds[kind]
    const now = new Date(client.now()).toISOString()
    const found = client.db()
      .prepare(`SELECT returnId FROM sdrReturn WHERE eid = :eid AND (${condition.replaceAll(':now', `'${now}'`)})`)
      .pluck()
      .all({ eid })
    if (found.length !== 1) throw new Error(`${found.length} returns are of the kind "${kind}"`)
    return found[0] as number
  }
  const requestToken: Provider['requestToken'] = (kind) =>
    sdr('POST', `/token/${returnId(kind)}`, undefined, kinds[kind][0] === 9002 ? asSecondTeo : {})
  return {
    ...client,
    returnId,
    requestToken,
    token: async (kind = 'open') => demand(await requestToken(kind)).body.submissionToken,
    upload: (collection, submissionToken, content, headers) => sdr('PUT', `/${collection}`, { submissionToken, content }, headers),
    remove: (collection, submissionToken, localIds, headers) =>
      sdr('DELETE', `/${collection}`, { submissionToken, content: localIds.map(localId => ({ localId })) }, headers),
    contents: async (submissionToken, collection) =>
      demand(await sdr('GET', `/contents/${submissionToken}${collection === undefined ? '' : `?collection=${collection}`}`)).text,
    listed: async (wanted) =>
      demand(await sdr('GET', '/returns?includeIndicative=true')).body.results.find((it: any) => it.returnId === wanted),
    advance: async (to) => demand(await client.admin('POST', '/clock/advance', { to })).body.fired
  }
}

type TokenRequest = readonly [method: string, path: string, body?: object]

/** Every operation that takes a token, the code with which it does not know one, and a request. */
export const tokenOperations: ReadonlyArray<readonly [
  name: string, unknown: string, request: (submissionToken: string) => TokenRequest
]> = [
  ...collectionNames.flatMap(name => [
    [`uploading ${name}`, 'SC1',
      (submissionToken: string): TokenRequest => ['PUT', `/${name}`, { submissionToken, content: [record(name, 'X1')] }]],
    [`deleting ${name}`, 'SC2',
      (submissionToken: string): TokenRequest => ['DELETE', `/${name}`, { submissionToken, content: [{ localId: 'X1' }] }]]
  ] as const),
  ['resetting', 'SC2', (submissionToken) => ['DELETE', `/token/${submissionToken}`]],
  ['asking for a validation', 'SC3', (submissionToken) => ['POST', `/validation/${submissionToken}`]],
  ['reading its status', 'SC10', (submissionToken) => ['GET', `/validation/${submissionToken}`]],
  ['reading its results', 'SC10', (submissionToken) => ['GET', `/validation/${submissionToken}/results`]],
  ['reading the contents', 'SC10', (submissionToken) => ['GET', `/contents/${submissionToken}`]]
]

/** What a refusal comes down to. */
export const codeOf = ({ status, body }: Reply): string =>
  // A 401 has no member for its code; its text begins with it.
  `${status} ${body?.errorCode ?? (status === 401 ? /^(?:AU\d)(?=: )/.exec(body.detail)?.[0] : '') ?? ''}`.trim()

const json = { 'content-type': 'application/json' }

/** A whole request, over a socket of its own. */
export async function send (
  server: Listening, method: string, path: string, body?: object, headers: Record<string, string> = {}
): Promise<Reply> {
  const text = body && JSON.stringify(body)
  const request = httpRequest(`${server.url}/submissions/v1.0${path}`, {
    method,
    agent: false,
    headers: {
      authorization: 'Bearer demo-token-9001',
      eid: '9001',
      ...(text && { ...json, 'content-length': Buffer.byteLength(text) }),
      ...headers
    }
  })
  request.end(text)
  return await replyTo(request)
}

/** A request of whose body one half has been sent. */
export interface Halfway {
  finish (): Promise<Reply>
  /** Closes the socket; answers when the server has noticed. */
  breakOff (): Promise<void>
}

/** Sends the first half of a request; answers once the server has begun to deal with it. */
export async function begin (
  server: Listening, method: string, path: string, body: object, headers: Record<string, string> = {}
): Promise<Halfway> {
  const text = JSON.stringify(body)
  const arrived = once(server.http, 'request') as Promise<[IncomingMessage, ServerResponse]>
  const request = httpRequest(`${server.url}/submissions/v1.0${path}`, {
    method,
    agent: false,
    headers: { authorization: 'Bearer demo-token-9001', eid: '9001', ...json, 'content-length': Buffer.byteLength(text), ...headers }
  })
  request.write(text.slice(0, text.length / 2))
  const [, response] = await arrived
  return {
    async finish () {
      request.end(text.slice(text.length / 2))
      return await replyTo(request)
    },
    async breakOff () {
      request.on('error', () => {})
      const noticed = once(response, 'close')
      request.destroy()
      await noticed
    }
  }
}

async function replyTo (request: ClientRequest): Promise<Reply> {
  const [response] = await once(request, 'response') as [IncomingMessage]
  const text = await textOf(response)
  return {
    status: response.statusCode!,
    headers: response.headers as Reply['headers'],
    text,
    body: text === '' ? undefined : JSON.parse(text)
  }
}

export const tableOf = (name: string): string => collections.find(it => it.name === name)!.table

/** The local ids that a collection has, of all submissions. */
export const idsIn = (client: Pick<Provider, 'db'>, name: string): string[] =>
  client.db().prepare(`SELECT localId FROM ${tableOf(name)} ORDER BY localId`).pluck().all() as string[]

/** How validation runs go on. */
export const runBy = async (client: Provider, progression: object) =>
  demand(await client.admin('PUT', '/transitions/validation', progression))

/** Asks for a validation, and looks at it once so that it is over. */
export async function validate (client: Provider, submissionToken: string): Promise<any> {
  demand(await client.sdr('POST', `/validation/${submissionToken}`))
  return demand(await client.sdr('GET', `/validation/${submissionToken}`)).body
}

export const submit = (client: Provider, submissionToken: string) => client.admin('POST', `/submissions/${submissionToken}/submit`)
