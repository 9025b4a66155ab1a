import { dayAfter, dayAt, earliest } from '../../../core/civil-date.ts'
import { utcOf } from '../../../core/date-time.ts'
import { bar, mark } from '../../../http/picture-marks.ts'
import type { Item, Lane, PictureScene, TimeLine, Tone } from '../../../http/pictures.ts'
import type { Made } from '../../../sandbox/makers.ts'
import { collections } from '../collections/collections.ts'
import { statusOf } from '../validation/run-reply.ts'
import type { Run } from '../validation/store.ts'
import type { DrawnReturn } from './returns.ts'
import type { TokenRow } from './store.ts'
import { momentInWords, tokenInWords } from './words.ts'

/** A return on a time line. */

const dayOf = (instant: string): string => dayAt(Date.parse(instant))

const statusTones: Readonly<Record<string, Tone>> = {
  Pending: 'waiting', Validating: 'going', Validated: 'going', Submitted: 'done', Cancelled: 'over', Closed: 'over'
}

export function lanesOf (scene: PictureScene, it: DrawnReturn, runs: readonly Run[], tokens: readonly TokenRow[]): TimeLine {
  const lanes: Lane[] = [windowLane(scene, it), ...it.id === undefined ? [] : submissionLanes(scene, it, runs, tokens)]
  const says = it.status === undefined ? 'Nobody has asked for a token to it.' : `The submission is ${it.status}.`
  return { kind: 'time line', title: 'The window and the submission', says, today: scene.today, lanes }
}

function windowLane ({ now }: PictureScene, { openWindowDate, closeWindowDate, extractDate, returnType }: DrawnReturn): Lane {
  const [opens, closes] = [dayOf(openWindowDate), dayOf(closeWindowDate)]
  const [label, tone]: [string, Tone] = utcOf(now) >= closeWindowDate
    ? ['closed', 'over']
    : utcOf(now) < openWindowDate ? ['not open yet', 'waiting'] : ['open', 'going']
  const says = `It takes uploads from ${momentInWords(openWindowDate)} to ${momentInWords(closeWindowDate)}`
  const index = 'Learners are held against the National Student Index as at this day'
  const end = { label: 'closes', says: `The window closes at ${momentInWords(closeWindowDate).slice(11)}` }
  return {
    name: 'Window',
    about: `${returnType} return`,
    level: 0,
    items: [
      bar('window', tone, opens, { label, says }, { to: dayAfter(closes) }),
      ...extractDate ? [mark('extract', 'plain', extractDate, { label: 'extract', says: index })] : [],
      ...label === 'closed' ? [] : [mark('closes', 'waiting', closes, end, { isToCome: true })]
    ]
  }
}

function submissionLanes (scene: PictureScene, it: DrawnReturn, runs: readonly Run[], tokens: readonly TokenRow[]): Lane[] {
  const made = (...operations: string[]) => tokens.flatMap(({ submissionToken }) => scene.made(operations, submissionToken))
  const uploads = collections.flatMap(({ plural, noun }) => made(`Upload${plural}`).map(({ id, at }) => ({ id, at, noun })))
  const asked = made('RequestValidation')
  const lanes: Lane[] = [
    { name: 'Submission', about: `of EID ${it.eid}`, level: 0, items: submissionItems(scene, it, runs, made('RequestSubmissionToken')[0]) },
    { name: 'Uploads', about: '', level: 1, items: uploads.map(uploadOf) },
    { name: 'Validations', about: '', level: 1, items: runs.map((run, n) => runOf(scene, run, n, asked.at(n - runs.length)?.id)) },
    { name: 'Tokens', about: '', level: 1, items: tokens.map(it => tokenOf(scene, it)) }
  ]
  return lanes.filter(({ items }) => items.length > 0)
}

/** When it began is kept nowhere: the day of the request for its first token, of its first run, or of its window. */
function submissionItems (scene: PictureScene, it: DrawnReturn, runs: readonly Run[], begun: Made | undefined): Item[] {
  const status = it.status!
  const end = status === 'Submitted' ? scene.made(['SubmitSubmission'], it.eid, it.returnId).at(-1) : undefined
  const opened = dayOf(it.openWindowDate)
  const from = begun ? dayAt(begun.at) : earliest(...runs.map(({ dateReceived }) => dayOf(dateReceived)), opened, scene.today)!
  const to = end ? dayAfter(dayAt(end.at)) : status === 'Closed' ? dayAfter(dayOf(it.closeWindowDate)) : undefined
  const words = { label: status, says: `The submission is ${status}` }
  return [
    bar(`submission ${it.id} ${status}`, statusTones[status] ?? 'plain', from, words, { to, request: begun?.id }),
    ...end ? [mark('submitted', 'done', dayAt(end.at), { label: 'submitted', says: 'Submitted to TEC' }, { request: end.id })] : []
  ]
}

const uploadOf = ({ id, at, noun }: { id: string, at: number, noun: string }): Item =>
  mark(id, 'plain', dayAt(at), { label: `${noun}s`, says: `Upload of ${noun}s` }, { request: id })

function runOf ({ now }: PictureScene, run: Run, n: number, request: string | undefined): Item {
  const status = statusOf(run, now)
  const tone = status === 'Processed' ? 'done' : status === 'Queued' || status === 'InProgress' ? 'waiting' : 'pressing'
  const says = `Run ${n + 1} is ${status}: ${run.errorCount} errors, ${run.warningCount} warnings`
  return mark(`run ${run.id}`, tone, dayOf(run.dateReceived), { label: `run ${n + 1}`, says }, { request })
}

function tokenOf ({ now, made }: PictureScene, { submissionToken, tokenExpiry }: TokenRow): Item {
  const isGood = tokenExpiry > utcOf(now)
  const words = {
    label: isGood ? 'token expires' : 'token expired',
    says: `The token ${tokenInWords(submissionToken)} is valid until ${momentInWords(tokenExpiry)}`
  }
  const request = made(['RequestSubmissionToken'], submissionToken).at(-1)?.id
  return mark(`token ${submissionToken.slice(-8)}`, isGood ? 'waiting' : 'over', dayOf(tokenExpiry), words, { isToCome: isGood, request })
}
