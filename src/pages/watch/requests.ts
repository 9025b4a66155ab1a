import { computed, signal } from '@preact/signals'
import { ask } from '../frame/ask.ts'
import { hear } from '../frame/listening.ts'
import type { Answered, Entry } from '../frame/replies.ts'
import { complain } from '../frame/state.ts'

/** As many as the journal keeps: of an older one nothing could be explained. */
const mostKept = 1000

/** Between two showings, in milliseconds: nobody reads faster, and a page that shows each request as it comes is busy with nothing else. */
const betweenShowings = 250

/** The newest first. */
export const requests = signal<readonly Answered[]>([])

/** How many have come since the page was opened, shown or not. */
export const arrived = signal(0)

export const isPaused = signal(false)

/** Whether somebody goes through the list by the keyboard: it stands still then, or another request would be opened than was read. */
const isRead = signal(false)

let waiting: Answered[] = []
/** How many have come, of which `arrived` tells once the list shows them. */
let heard = 0
let isDue = false
let shownAt = 0

/** How many wait while the list stands still. */
export const held = signal(0)

/** What comes while the journal is asked. */
let meanwhile: Answered[] | undefined

function take (request: Answered): void {
  heard++
  meanwhile?.push(request)
  waiting.push(request)
  if (waiting.length > mostKept * 2) waiting = waiting.slice(-mostKept)
  if (isDue) return
  isDue = true
  setTimeout(() => requestAnimationFrame(show), Math.max(0, shownAt + betweenShowings - performance.now()))
}

function show (): void {
  isDue = false
  shownAt = performance.now()
  if (isPaused.value || isRead.value) {
    held.value = waiting.length
    return
  }
  if (waiting.length === 0) return
  const coming = waiting.slice(-mostKept).reverse()
  waiting = []
  held.value = 0
  arrived.value = heard
  requests.value = [...coming, ...requests.value].slice(0, mostKept)
}

export function setPaused (paused: boolean): void {
  isPaused.value = paused
  if (!paused) show()
}

export function setRead (read: boolean): void {
  isRead.value = read
  if (!read && held.value > 0) show()
}

const toAnswered = ({ caller, ...entry }: Entry): Answered => ({ ...entry, calledBy: caller?.label ?? null, reason: null })

/** Those that the journal has, and those that come; answers what ends it. */
export function watchRequests (): () => void {
  // Whoever begins to listen, or does again, has not heard of what came before.
  const enders = [hear<Answered>('answered', take), ...['listening', 'reset'].map(event => hear(event, () => { read().catch(complain) }))]
  read().catch(complain)
  return () => { for (const end of enders) end() }
}

/** What came while it was asked may be in the answer as well, or not yet. */
async function read (): Promise<void> {
  const come: Answered[] = meanwhile = []
  const { requests: kept } = await ask<{ requests: readonly Entry[] }>('GET', '/requests?limit=100')
  if (meanwhile !== come) return
  meanwhile = undefined
  waiting = []
  held.value = 0
  arrived.value = heard
  const known = new Set(kept.map(({ id }) => id))
  requests.value = [...come.filter(({ id }) => !known.has(id)).reverse(), ...kept.map(toAnswered)].slice(0, mostKept)
}

export interface Filters {
  readonly service: string
  readonly caller: string
  readonly operation: string
  readonly status: string
  readonly rule: string
}

const none: Filters = { service: '', caller: '', operation: '', status: '', rule: '' }

export const filters = signal(none)

export const isFiltered = computed(() => Object.values(filters.value).some(it => it !== ''))

export const clearFilters = (): void => { filters.value = none }

/** What is to be seen of a status, by the name of the choice. */
export const statusChoices: Readonly<Record<string, { readonly says: string, readonly includes: (status: number) => boolean }>> = {
  accepted: { says: 'accepted', includes: status => status > 0 && status < 400 },
  refused: { says: 'refused', includes: status => status >= 400 && status < 500 },
  failed: { says: 'failed (5xx)', includes: status => status >= 500 },
  none: { says: 'not answered', includes: status => status === 0 }
}

const isStatus = (wanted: string, status: number): boolean => statusChoices[wanted]?.includes(status) ?? String(status) === wanted

const isSeen = ({ service, caller, operation, status, rule }: Filters) => (it: Answered): boolean =>
  (service === '' || it.service === service) &&
  (caller === '' || it.calledBy === caller) &&
  (operation === '' || it.operation === operation) &&
  (status === '' || isStatus(status, it.status)) &&
  (rule === '' || [...it.brokenRules, ...it.warnings].some(id => id.includes(rule)))

/** Those that the filters leave. */
export const seen = computed(() => isFiltered.value ? requests.value.filter(isSeen(filters.value)) : requests.value)

/** What there is to choose from: what has come so far. As long as nothing else does, it is the same list, and nothing is drawn anew. */
function choicesOf (read: (request: Answered) => readonly string[]) {
  let last: readonly string[] = []
  return computed(() => {
    const found = new Set<string>()
    for (const request of requests.value) for (const choice of read(request)) found.add(choice)
    const isSame = found.size === last.length && last.every(it => found.has(it))
    return isSame ? last : (last = [...found].sort())
  })
}

const given = (text: string | null): readonly string[] => text === null ? [] : [text]

export const choices = {
  caller: choicesOf(({ calledBy }) => given(calledBy)),
  operation: choicesOf(({ operation }) => given(operation)),
  status: choicesOf(({ status }) => [String(status)]),
  rule: choicesOf(({ brokenRules, warnings }) => [...brokenRules, ...warnings])
}
