import type { IncomingHttpHeaders } from 'node:http'
import type { Service } from '../../http/service.ts'
import { brokenRules, type Entry } from '../../sandbox/journal.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { namesWithoutValues, placeShown } from './discretion.ts'
import type { Recorded, Unreadable } from './har.ts'
import { requestOf, type Sent } from './request.ts'
import { sameShape, shapeDifferences, type ShapeDifferences } from './shape-differences.ts'
import { createSubstitutes, type Substitutes } from './substitutes.ts'

/** What came of one request of a recording. */
export interface Checked extends ShapeDifferences {
  readonly number: number
  /** Method and path, in which nothing is a value; undefined where the file does not say it. */
  readonly request?: string
  /** The operation that it is of, as the sandbox is served. */
  readonly operation?: string
  readonly outcome: 'same' | 'different' | 'not compared'
  /** Why it is not compared. */
  readonly because?: string
  readonly status?: { readonly real: number, readonly here: number }
  /** Media types, where they differ. */
  readonly types?: { readonly real: string, readonly here: string }
  /** Ids of the rules that refused it here. */
  readonly rules: readonly string[]
}

export interface Answered { readonly status: number, readonly headers: IncomingHttpHeaders, readonly text: string }

export interface Checking {
  readonly sandbox: () => Sandbox
  readonly services: readonly Service[]
  ask (request: Sent): Promise<Answered>
}

/** Sends what was recorded to a fresh sandbox, one after another and each at its time, and holds the answers against each other. */
export async function checkRecording (checking: Checking, recorded: ReadonlyArray<Recorded | Unreadable>): Promise<Checked[]> {
  const substitutes = createSubstitutes()
  const checked: Checked[] = []
  let latest = -Infinity
  for (const one of recorded) {
    if ('because' in one) {
      checked.push(passedOver(one.number, `it is broken: ${one.because}`))
      continue
    }
    latest = Math.max(latest, one.at ?? latest)
    if (Number.isFinite(latest)) checking.sandbox().setClock({ mode: 'frozen', at: latest })
    checked.push(await checkOne(checking, substitutes, one))
  }
  return checked
}

const nothingFound = { ...sameShape, rules: [] }

const passedOver = (number: number, because: string, request?: string): Checked =>
  ({ number, ...request !== undefined && { request }, outcome: 'not compared', because, ...nothingFound })

async function checkOne (checking: Checking, substitutes: Substitutes, recorded: Recorded): Promise<Checked> {
  const { number, url, method } = recorded
  const shown = `${method} ${placeShown(checking, url.pathname)}`
  const request = requestOf(checking, substitutes, recorded)
  if (typeof request === 'string') return passedOver(number, request, shown)
  const { journal } = checking.sandbox()
  const before = journal.latest()
  const reply = await checking.ask(request)
  const entry = journal.latest() > before ? checking.sandbox().journal.entries().at(-1) : undefined
  if (!entry?.operation && isNoPlaceOf(checking, request.url)) {
    return passedOver(number, `nothing of ${url.host} is emulated at that path`, shown)
  }
  const because = notComparable(recorded, reply, entry)
  if (because !== undefined) return passedOver(number, because, shown)
  const readable = /\bjson\b/.test(recorded.type)
  if (readable && recorded.status < 300 && reply.status < 300) substitutes.learn(parsed(recorded.text), parsed(reply.text))
  return compared(recorded, reply, entry, shown, request)
}

/** Whether a path is below none of the places of the services: then it is something else that was recorded. */
const isNoPlaceOf = ({ services }: Checking, url: string): boolean => !services.some(({ mount, alsoAt = [] }) =>
  [mount, ...alsoAt].some(it => it !== '' && url.toLowerCase().startsWith(`${it.toLowerCase()}/`)))

function notComparable ({ status }: Recorded, reply: Answered, entry: Entry | undefined): string | undefined {
  if (status === 0) return 'it was not answered'
  if (status < 200) return `a ${status} is not an answer`
  if (status === 304) return 'a 304 says that the client had it already'
  if (status >= 300 && status < 400 && !(reply.status >= 300 && reply.status < 400)) return `a redirect (${status}) leads elsewhere`
  if (status === 429) return 'it came too often for the real one (429)'
  if (status >= 500) return `the real one failed (${status})`
  const gives = entry?.operation && 'isOpen' in entry.operation && entry.operation.isOpen === true
  return gives && status < 300 && reply.status >= 400 ? 'its credentials are those of the real one' : undefined
}

function compared (recorded: Recorded, reply: Answered, entry: Entry | undefined, request: string, { body }: Sent): Checked {
  const here = String(reply.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase()
  const [hasReal, hasHere] = [recorded.text !== '', reply.text !== '']
  const sent = typeof body === 'string' ? parsed(body) ?? body : body
  const isSameStatus = recorded.status === reply.status
  const isSameType = !isSameStatus || recorded.type === here || !hasReal || !hasHere
  const shape = isSameStatus && isSameType && hasReal && hasHere
    ? namesWithoutValues(shapeDifferences(recorded.text, reply.text, here), [sent, recorded.url.pathname.split('/')])
    : sameShape
  const isSame = isSameStatus && isSameType && [shape.missing, shape.more, shape.otherTypes].every(it => it.length === 0)
  const operation = (entry?.official ?? entry?.operation)?.operationId
  return {
    number: recorded.number,
    request,
    ...operation !== undefined && { operation },
    outcome: isSame ? 'same' : 'different',
    status: { real: recorded.status, here: reply.status },
    ...!isSameType && { types: { real: recorded.type || 'none', here: here || 'none' } },
    ...shape,
    rules: entry ? brokenRules(entry, 'enforce') : []
  }
}

function parsed (text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
