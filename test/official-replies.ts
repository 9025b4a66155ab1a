import { translatorsOf } from '../src/contract/in-force.ts'
import type { Translator } from '../src/contract/edge/translator.ts'
import { withoutSandbox } from '../src/http/sandbox-path.ts'
import type { Sandboxes } from '../src/sandbox/sandboxes.ts'
import { services } from '../src/services.ts'
import type { Schema } from './fuzz/operations.ts'
import { faultsIn } from './fuzz/schema.ts'
import type { Reply } from './harness.ts'

/** The contracts that a request comes under. */
export type OfficialsOf = (path: string, headers: object) => readonly Translator[]

/** Those of the sandbox that its path or a header names; which one a token chooses is left to other tests. */
export const officialsIn = (sandboxes: Sandboxes): OfficialsOf => (path, headers) => {
  const named = withoutSandbox(path).id ?? (headers as Record<string, string>)['sandbox-id']
  try {
    const sandbox = named === undefined ? sandboxes.default : sandboxes.find(named)
    return sandbox ? translatorsOf(sandbox, services) : []
  } catch {
    return []
  }
}

/** In what a reply is otherwise than the official document says; undefined for what that says nothing of. */
export function underContract (translators: readonly Translator[], method: string, path: string, reply: Reply): string[] | undefined {
  const asked = withoutSandbox(path).rest.split('?', 1)[0]!
  for (const { paths, ours } of translators) {
    const found = paths.find(method === 'HEAD' ? 'GET' : method.toUpperCase(), asked)
    if (!found) {
      if (/the contract in force/.test(reply.text) || ours.at(asked).some(({ value }) => value.now)) return []
      continue
    }
    const { official } = found.value
    const described = official.replies[reply.status] ?? (reply.status < 300 ? official.replies['2XX'] : undefined)
    // A document may list no refusals; a success that it does not list is none.
    if (!described) return reply.status < 300 ? [`${official.method} ${official.path} answers ${reply.status}`] : []
    if (!described.schema || reply.body === undefined || reply.headers['sandbox-fault']) return []
    // Nothing is made up for what records do not have that were there before; and errors are by the names of whatever is wrong.
    return faultsIn(typed(described.schema) as Schema, reply.body).filter(fault => !/ is missing$|^\$\.errors\./.test(fault))
      .map(fault => `${official.method} ${official.path} answers ${reply.status}: ${fault}`)
  }
  return undefined
}

/** As documents of 3.0 write a shape that may be null. */
function typed (schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(typed)
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema).map(([name, it]) => [name, name === 'enum' ? it : typed(it)])
  const made = Object.fromEntries(entries) as Record<string, any>
  if (!Array.isArray(made.type)) return made
  const types = made.type.filter(it => it !== 'null')
  return { ...made, nullable: types.length < made.type.length, type: types.length === 1 ? types[0] : undefined }
}
