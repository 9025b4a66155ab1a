import { daysAfter, type CivilDate } from '../core/civil-date.ts'
import type { Database } from '../sandbox/database.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Operation } from './operation.ts'

/** A request of an operation that a sandbox accepts as it is; headers and credentials are those of the service. */
export interface OperationExample {
  /** By name. What is undefined is not known here: the schema's own example stands. */
  readonly params?: Readonly<Record<string, string | number | undefined>>
  /** By name. What is undefined is not sent, whatever example its schema has. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  /** What is shown as its answer, where a sandbox's own is for nobody else to read. */
  readonly answer?: unknown
  /** Requests that are refused, by a name: the same but for what is given here. */
  readonly refused?: Readonly<Record<string, Refused>>
}

export interface Refused {
  readonly body?: unknown
  /** In the place of the credentials of the service. */
  readonly authorization?: string
}

/** Where an example is to be sent: a sandbox, with whatever is in it today. */
export interface ExampleScene {
  readonly sandbox: Sandbox
  readonly db: Database
  /** Today, or the day so many days from it. */
  day (offset: number): CivilDate
}

export const exampleSceneIn = (sandbox: Sandbox): ExampleScene =>
  ({ sandbox, db: sandbox.db, day: (offset) => daysAfter(sandbox.clock.today(), offset) })

/** By the operation's id. */
export type OperationExamples = Readonly<Record<string, (scene: ExampleScene) => OperationExample>>

/** The operations, each with its example. Throws for an example of none of them. */
export function withExamples (operations: readonly Operation[], examples: OperationExamples): Operation[] {
  const unknown = Object.keys(examples).find(id => !operations.some(({ operationId }) => operationId === id))
  if (unknown !== undefined) throw new Error(`There is no operation ${unknown} for an example`)
  return operations.map(operation => {
    const example = examples[operation.operationId]
    return example ? { ...operation, example } : operation
  })
}

/** The first id with a prefix that is not in use: `L-1001`. */
export function freeId (prefix: string, isUsed: (id: string) => boolean, first = 1001): string {
  let number = first
  while (isUsed(`${prefix}-${number}`)) number++
  return `${prefix}-${number}`
}
