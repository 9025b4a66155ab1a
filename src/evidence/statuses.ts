import type { Ask } from '../library/ask.ts'
import type { Evidence } from './shape.ts'

interface Kind {
  readonly kind: string
  readonly service: string
  readonly statuses: Readonly<Record<string, readonly string[]>>
}

interface Listed { readonly total: number, readonly subjects: ReadonlyArray<{ readonly id: string }> }

interface Lane {
  readonly name: string
  readonly items: ReadonlyArray<{ readonly label: string, readonly isToCome?: boolean, readonly request?: string }>
}

interface Picture { readonly figures: ReadonlyArray<{ readonly kind: string, readonly lanes?: readonly Lane[] }> }

/** So many of a kind are looked at: each is a request. */
const mostOfKind = 1000

/** Every status of every kind of record, and how many have been in it: their pictures have each status that a record went through. */
export async function statusesReached (ask: Ask): Promise<Pick<Evidence, 'statuses' | 'leftOutRecords'>> {
  const { kinds } = await ask<{ kinds: Kind[] }>('GET', '/pictures')
  const statuses: Evidence['statuses'] = []
  let leftOutRecords = 0
  for (const { kind, service, statuses: known } of kinds) {
    const { total, subjects } = await ask<Listed>('GET', `/pictures/${kind}?limit=${mostOfKind}`)
    leftOutRecords += total - subjects.length
    const found = Object.entries(known).flatMap(([of, all]) => all.map(status => ({ service, of, status, records: 0, byRequests: 0 })))
    for (const { id } of subjects) countIn(found, await ask<Picture>('GET', `/pictures/${kind}/${encodeURIComponent(id)}`))
    statuses.push(...found)
  }
  return { statuses, leftOutRecords }
}

/** A record counts once for a status, however often it was in it. */
function countIn (found: Evidence['statuses'], { figures }: Picture): void {
  for (const { name, items } of figures.flatMap(({ lanes = [] }) => lanes)) {
    const been = items.filter(({ isToCome }) => !isToCome)
    for (const it of found.filter(({ of }) => of === name.split(' ')[0])) {
      const inIt = been.filter(({ label }) => label === it.status)
      if (inIt.length > 0) it.records++
      if (inIt.some(({ request }) => request !== undefined)) it.byRequests++
    }
  }
}
