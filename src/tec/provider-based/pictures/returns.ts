import { dayAt } from '../../../core/civil-date.ts'
import { utcOf } from '../../../core/date-time.ts'
import type { Drawing, Figure, PictureScene, Row, Subject, Wanted } from '../../../http/pictures.ts'
import type { Database } from '../../../sandbox/database.ts'
import { collections } from '../collections/collections.ts'
import { recordStores } from '../records/store.ts'
import { findReturn, hasOrganisation, listReturns, type ListedReturn, type Return } from '../returns/store.ts'
import { statusAt, type SubmissionStatus } from '../statuses.ts'
import { finishDueRuns } from '../validation/runs.ts'
import { statusOf } from '../validation/run-reply.ts'
import { listRuns, type Run } from '../validation/store.ts'
import { findingsOf } from './findings.ts'
import { findReturnOf, findSubmissionOfRun, listEids, listEidsWithRuns, listTokens, type TokenRow } from './store.ts'
import { lanesOf } from './return-lanes.ts'
import { momentInWords, newestOf, tokenInWords } from './words.ts'

/** A return: its window, its submission, what is in it, and what its validation found. */

export const returnPictures: Drawing = {
  async before (sandbox) {
    for (const eid of listEidsWithRuns(sandbox.db)) await finishDueRuns(sandbox, eid)
  },
  groups: ({ db }) => listEids(db).map(eid => ({ id: String(eid), name: `EID ${eid}` })),
  list (scene, { search, group, limit }: Wanted) {
    const subjects = listEids(scene.db).filter(eid => group === undefined || String(eid) === group)
      .flatMap(eid => returnsOf(scene, eid).map(it => subjectOf(scene, it)))
      .filter(({ name, about }) => `${name} ${about}`.toLowerCase().includes(search.toLowerCase()))
    return { total: subjects.length, subjects: subjects.slice(0, limit) }
  },
  draw (scene, id) {
    const { db } = scene
    const [eid, returnId] = [Number(id.split(':')[0]), Number(id.split(':')[1])]
    const found = hasOrganisation(db, eid) ? findReturn(db, eid, returnId) : undefined
    if (!found) return undefined
    const newest = newestOf(db, eid, returnId)
    const status = newest && statusAt(utcOf(scene.now), { ...found, status: newest.status })
    const submission = { ...found, id: newest?.id, status }
    const runs = newest ? listRuns(db, newest.id) : []
    const tokens = newest ? listTokens(db, newest.id) : []
    return {
      id: `${eid}:${returnId}`,
      title: `Return ${returnId}`,
      facts: factsOf(scene, submission),
      figures: [
        lanesOf(scene, submission, runs, tokens),
        ...newest ? [recordsIn(scene, db, newest.id, tokens)] : [],
        ...findingsOf(scene, runs),
        ...runs.length > 0 ? [runsOf(scene, submission, runs, tokens)] : [],
        ...tokens.length > 0 ? [tokensOf(scene, tokens)] : []
      ]
    }
  },
  rows: {
    sdrReturn: ({ eid, returnId }) => `${String(eid)}:${String(returnId)}`,
    submission: ({ eid, returnId }) => `${String(eid)}:${String(returnId)}`,
    submissionToken: bySubmission,
    validationRun: bySubmission,
    finding: ({ run }, db) => findReturnOf(db, findSubmissionOfRun(db, Number(run)) ?? 0),
    ...Object.fromEntries(collections.map(({ table }) => [table, bySubmission]))
  }
}

function bySubmission ({ submission }: Row, db: Database): string | undefined {
  return findReturnOf(db, Number(submission))
}

const aYear = 366 * 86_400_000

const returnsOf = ({ db, now }: PictureScene, eid: number): ListedReturn[] => listReturns(db, eid, utcOf(now - aYear), utcOf(now + aYear))
  // Those that are worked on come first.
  .sort((a, b) => Number(b.submission !== null) - Number(a.submission !== null) || b.returnId - a.returnId)

const windowIn = (now: string, { openWindowDate, closeWindowDate }: Return): string =>
  now < openWindowDate ? 'opens' : now < closeWindowDate ? 'open' : 'closed'

function subjectOf ({ now }: PictureScene, it: ListedReturn): Subject {
  const window = windowIn(utcOf(now), it)
  const day = dayAt(Date.parse(window === 'opens' ? it.openWindowDate : it.closeWindowDate))
  const status = it.submissionStatus && statusAt(utcOf(now), { ...it, status: it.submissionStatus })
  const about = [
    it.returnType,
    window === 'open' ? `open until ${day}` : window === 'opens' ? `opens on ${day}` : `closed on ${day}`,
    status ?? 'no submission'
  ]
  return { id: `${it.eid}:${it.returnId}`, name: String(it.returnId), about: about.join(' · '), group: `EID ${it.eid}` }
}

export interface DrawnReturn extends Return {
  /** Of its newest submission. */
  readonly id: number | undefined
  readonly status: SubmissionStatus | undefined
}

function factsOf (scene: PictureScene, it: DrawnReturn) {
  const window = windowIn(utcOf(scene.now), it)
  const obstacles = [
    it.csvUploadInProgress && 'somebody fills it by CSV upload', it.courseChangesPending && 'changes of courses are to be approved',
    it.workforceQuestionnaireMissing && 'the Workforce Questionnaire is missing'
  ].filter(obstacle => obstacle)
  return [
    { name: 'EID', value: String(it.eid) },
    { name: 'Kind', value: it.returnType },
    {
      name: 'Window',
      value: `${momentInWords(it.openWindowDate)} to ${momentInWords(it.closeWindowDate)}, ${window === 'opens' ? 'not open yet' : window}`
    },
    { name: 'Submission', value: it.status ?? 'none' },
    ...obstacles.length > 0 ? [{ name: 'In its way', value: obstacles.join('; ') }] : []
  ]
}

const uploadsOf = (plural: string): string[] => [`Upload${plural}`, `Delete${plural}`]

/** How many records each of the files has. */
function recordsIn ({ made }: PictureScene, db: Database, submission: number, tokens: readonly TokenRow[]): Figure {
  const rows = collections.map(collection => ({
    key: collection.name,
    tone: 'plain' as const,
    name: `${collection.noun.charAt(0).toUpperCase()}${collection.noun.slice(1)}s`,
    about: '',
    count: recordStores.get(collection)!.count(db, submission),
    unit: 'records',
    request: tokens.flatMap(({ submissionToken }) => made(uploadsOf(collection.plural), submissionToken)).at(-1)?.id
  }))
  const total = rows.reduce((sum, { count }) => sum + count, 0)
  return { kind: 'counts', title: 'Records by collection', says: `${total} records in all.`, groups: [{ name: 'Records', note: '', rows }] }
}

function runsOf ({ made, now }: PictureScene, { eid }: DrawnReturn, runs: readonly Run[], tokens: readonly TokenRow[]): Figure {
  const asked = tokens.flatMap(({ submissionToken }) => made(['RequestValidation'], eid, submissionToken))
  const rows = runs.map((run, n) => ({
    key: String(run.id),
    cells: [
      String(n + 1),
      ...[run.dateReceived, run.dateStarted, run.dateCompleted].map(it => it === null ? '–' : momentInWords(it)),
      statusOf(run, now),
      String(run.errorCount), String(run.warningCount)
    ],
    request: asked.at(n - runs.length)?.id
  }))
  const columns = ['Run', 'Received', 'Started', 'Completed', 'Status', 'Errors', 'Warnings']
  return {
    kind: 'list',
    title: 'Validation runs',
    says: `${runs.length} so far, the last of them ${statusOf(runs.at(-1)!, now)}.`,
    columns,
    rows
  }
}

function tokensOf ({ made, now }: PictureScene, tokens: readonly TokenRow[]): Figure {
  const rows = tokens.map(({ submissionToken, tokenExpiry }) => ({
    key: submissionToken.slice(-8),
    cells: [tokenInWords(submissionToken), momentInWords(tokenExpiry), tokenExpiry > utcOf(now) ? 'good' : 'expired'],
    request: made(['RequestSubmissionToken'], submissionToken).at(-1)?.id
  }))
  const good = rows.filter(({ cells }) => cells[2] === 'good').length
  return {
    kind: 'list',
    title: 'Tokens',
    says: `${tokens.length} given, ${good} of them valid.`,
    columns: ['Ends with', 'Good until', 'Is'],
    rows
  }
}
