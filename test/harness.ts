import type { InjectOptions, Response } from 'light-my-request'
import type { Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { readMoment } from '../src/core/clock.ts'
import { findFixture } from '../src/sandbox/fixtures.ts'
import type { Sandbox } from '../src/sandbox/sandbox.ts'
import { openSandboxes } from '../src/sandbox/sandboxes.ts'
import { contents } from '../src/services.ts'

/** Monday, late summer, 9 in the morning. */
export const now = '2026-03-02T09:00'

export interface Reply {
  status: number
  headers: Response['headers']
  body: any
  text: string
}

export interface Client {
  sandbox: Sandbox
  /** A call to any path. */
  inject (options: InjectOptions): Promise<Reply>
  /** A call to the work-based API, by default for EID 9001 with its static token. */
  call (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  get (path: string): Promise<Reply>
  post (path: string, body: unknown): Promise<Reply>
  put (path: string, body: unknown): Promise<Reply>
  admin (method: string, path: string, body?: unknown): Promise<Reply>
  freeze (moment: string): void
  /** Before the test is over: for what comes after. */
  close (): Promise<void>
}

/** A sandbox on a frozen clock and a server over it, for one test. Flags as on the command line. */
export async function open (t: Test, { at = now, ...flags }: Record<string, string> & { at?: string } = {}, machine?: () => number): Promise<Client> {
  const config = readConfig({ fixture: 'empty', 'rate-limit': 'off', 'log-level': 'silent', clock: `frozen:${at}`, ...flags })
  const sandboxes = openSandboxes({ fixture: findFixture(config.fixture), data: config.data, clock: config.clock, machine }, contents)
  const sandbox = sandboxes.default
  const { app } = await buildApp({ sandbox, config })
  let isOpen = true
  async function close (): Promise<void> {
    if (!isOpen) return
    isOpen = false
    await app.close()
    sandboxes.close()
  }
  t.teardown(close)

  async function inject (options: InjectOptions): Promise<Reply> {
    const { statusCode, headers, payload } = await app.inject(options)
    return { status: statusCode, headers, text: payload, body: readJson(payload) }
  }
  const call: Client['call'] = (method, path, body, headers) => inject({
    method: method as 'GET',
    url: `/work-submission-api/v1.0${path}`,
    headers: { authorization: 'Bearer demo-token-9001', eid: '9001', ...headers },
    ...(body !== undefined && { payload: body as object })
  })
  return {
    sandbox,
    inject,
    call,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    admin: (method, path, body) => inject({ method: method as 'GET', url: `/__admin${path}`, ...(body !== undefined && { payload: body as object }) }),
    freeze: (moment) => sandbox.setClock({ mode: 'frozen', at: readMoment(moment) }),
    close
  }
}

/** The headers of the other TEO, EID 9002, which has rows under some of 9001's local ids. */
export const asSecondTeo = { authorization: 'Bearer demo-token-9002', eid: '9002' }

/** Every row of every table, by table; or only those of one EID. */
export function contentsOf ({ db }: Sandbox, eid?: number): Record<string, unknown[]> {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all() as string[]
  return Object.fromEntries(tables.map(table => {
    const rows = db.prepare(`SELECT * FROM "${table}"`).all() as Array<{ eid?: number }>
    return [table, eid === undefined ? rows : rows.filter(row => row.eid === eid)]
  }))
}

/** A fixture of a test's own over `empty`: the records of each file. Its folder is what `open` takes. */
export const fixture = (t: Test, files: Record<string, object[]>): string =>
  t.testdir(Object.fromEntries(Object.entries({ 'fixture.json': { about: 'Of one test', extends: 'empty' }, ...files })
    .map(([file, content]) => [file, JSON.stringify(content)])))

function readJson (text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Bodies that every rule accepts on 2 March 2026, to be changed in one member. */
export const valid = {
  learner: (learnerLocalId: string, more: object = {}) => ({
    learnerLocalId,
    identity: { nationalStudentNumber: 150000000 + numberOf(learnerLocalId), dateOfBirth: '2005-05-05', nameIdCode: 'WALKA' },
    demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 },
    educationHistory: {},
    ...more
  }),
  agreement: (trainingAgreementLocalId: string, learnerLocalId: string, signed = '2025-06-02', more: object = {}) => ({
    trainingAgreementLocalId,
    learnerLocalId,
    trainingAgreement: { employerName: 'Kererū Joinery Ltd', employmentRegionCode: 9, employmentTypeCode: 'FT', trainingAgreementSignedDate: signed, ...more }
  }),
  enrolment: (enrolmentLocalId: string, learnerLocalId: string, trainingAgreementLocalId: string, start = '2025-06-09', more: object = {}) => ({
    enrolmentLocalId,
    learnerLocalId,
    trainingAgreementLocalId,
    programmeLocalId: 'DEMO-NZA',
    programmeVersionNumber: 1,
    fundingSourceTypeCode: '37',
    modeOfDeliveryCode: 24,
    enrolmentDate: start,
    participationStartDate: start,
    ...more
  }),
  plan: (trainingPlanLocalId: string, trainingAgreementLocalId: string, signed = '2025-06-16') =>
    ({ trainingPlanLocalId, trainingAgreementLocalId, trainingPlanSignedDate: signed })
}

const numberOf = (text: string): number => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_999_999, 7)

/** Learner L1 with agreement A1 (signed 2 June 2025) and apprenticeship E1 (from 9 June), and, if wanted, plan P1 (16 June), which makes them Active. */
export async function apprentice (client: Client, { plan = true, signed = '2025-06-02' } = {}): Promise<void> {
  const replies = [
    await client.post('/learners', valid.learner('L1')),
    await client.post('/training-agreements', valid.agreement('A1', 'L1', signed)),
    await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1'))
  ]
  if (plan) replies.push(await client.post('/training-plans', valid.plan('P1', 'A1')))
  const refused = replies.find(reply => reply.status !== 201)
  if (refused) throw new Error(refused.text)
}

/** What fell due in the work-based API, of all that a move of the clock answers. */
export const ofWorkBased = <Event extends { event: string }>(fired: readonly Event[]): Event[] =>
  fired.filter(({ event }) => event === 'grace runs out' || event === 'participation starts')
