import { allOf, membersIn } from './members.ts'
import { compact, deedOf, wordsOf } from './names.ts'
import { successOf, type OfficialOperation } from './official.ts'

/** What an operation is called, in words, as it is compared. */
export interface OperationWords {
  /** Undefined where it has none. */
  readonly id: string | undefined
  readonly summary: string | undefined
  /** What it does by its summary, and by its id. */
  readonly deeds: { readonly summary?: readonly string[], readonly id?: readonly string[] }
  /** The fixed words of its path, a version left out, and a place for each parameter: `training plan/{}/visit/{}`. */
  readonly shape: string
  /** Of all its members. */
  readonly names: readonly string[]
}

const known = new WeakMap<OfficialOperation, OperationWords>()

export function wordsIn (operation: OfficialOperation): OperationWords {
  let words = known.get(operation)
  if (!words) known.set(operation, words = read(operation))
  return words
}

function read ({ operationId, summary, path, ...operation }: OfficialOperation): OperationWords {
  const members = [...membersIn(operation.body?.schema), ...membersIn(successOf({ path, ...operation })?.schema)]
  return {
    id: operationId === undefined ? undefined : compact(operationId),
    summary: summary === undefined ? undefined : wordsOf(summary).join(' '),
    deeds: { ...summary !== undefined && { summary: deedOf(summary) }, ...operationId !== undefined && { id: deedOf(operationId) } },
    shape: path.split('/').filter(part => part !== '' && !/^v\d+(?:\.\d+)*$/i.test(part))
      .map(part => /^\{.*\}$/.test(part) ? '{}' : wordsOf(part).join(' ')).join('/'),
    names: allOf(members).map(({ name }) => wordsOf(name).join(' '))
  }
}
