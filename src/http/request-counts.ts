import type { Entry } from '../sandbox/journal.ts'
import type { Operation } from './operation.ts'
import type { Service } from './service.ts'

/** What a server has answered since it started, in plain counts: they cost a request next to nothing. */
export interface RequestCounts {
  count (service: Service | undefined, operation: Operation | undefined, status: number): void
  countBroken (entry: Entry): void
  /** How many requests, by service, operation and status; an empty text for what is of none. */
  requests (): Array<{ service: string, operation: string, status: number, count: number }>
  /** How often each rule was broken, by its id. */
  readonly broken: ReadonlyMap<string, number>
}

interface Answered {
  readonly service: Service | undefined
  readonly byStatus: Map<number, number>
}

export function createRequestCounts (): RequestCounts {
  const answered = new Map<Operation | undefined, Answered>()
  const broken = new Map<string, number>()

  return {
    count (service, operation, status) {
      let found = answered.get(operation)
      if (!found) answered.set(operation, found = { service: operation && service, byStatus: new Map() })
      found.byStatus.set(status, (found.byStatus.get(status) ?? 0) + 1)
    },
    countBroken ({ judgements }) {
      for (const judgement of judgements) {
        for (const { id } of judgement.broken) broken.set(id, (broken.get(id) ?? 0) + 1)
      }
    },
    requests: () => [...answered].flatMap(([operation, { service, byStatus }]) => [...byStatus].map(([status, count]) =>
      ({ service: service?.name ?? '', operation: operation?.operationId ?? '', status, count }))),
    broken
  }
}
