import type { Ask } from '../../../core/reading.ts'
import { createSettling } from '../../../core/schema.ts'
import type { SetAside } from '../../../http/operation.ts'
import { recordSchema, type Collection } from '../collections/collection.ts'
import { faultyRecords } from './readings.ts'
import type { Upload, UploadAcknowledgement } from './schemas.ts'

/** A record of a batch that does not have its shape, by its place, and what is wrong with it. */
export interface FaultyRecord {
  readonly at: number
  readonly localId: string | undefined
  readonly errors: string[]
}

/** Where a reading says so, takes the faulty records out of a batch, so that the others can be stored. */
export function settingAside (collection: Collection) {
  const settle = createSettling(recordSchema(collection))
  return (body: unknown, ask: Ask): SetAside | undefined => {
    const { content } = (body ?? {}) as Partial<Upload>
    if (!Array.isArray(content)) return undefined
    const faulty = content.flatMap((record: unknown, at): FaultyRecord[] => {
      const { faults } = settle(record)
      return faults.length === 0 ? [] : [{ at, localId: localIdOf(record), errors: faults.map(({ message }) => `${message}.`) }]
    })
    if (faulty.length === 0 || ask(faultyRecords) === 'refused') return undefined
    const places = new Set(faulty.map(({ at }) => at))
    return { body: { ...body as object, content: content.filter((_, at) => !places.has(at)) }, aside: faulty }
  }
}

function localIdOf (record: unknown): string | undefined {
  const { localId } = (record ?? {}) as { localId?: unknown }
  return typeof localId === 'string' ? localId : undefined
}

/** What is answered of each record, in the order in which they were sent. */
export function acknowledge ({ submissionToken, content }: Upload, faulty: readonly FaultyRecord[] = []): UploadAcknowledgement {
  const told: NonNullable<UploadAcknowledgement['content']> = content.map(({ localId }) => ({ localId, errors: [] }))
  for (const { at, localId, errors } of faulty) told.splice(at, 0, { ...(localId !== undefined && { localId }), errors })
  return { submissionToken, content: told }
}
