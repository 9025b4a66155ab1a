import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { Failure } from '../../../core/errors.ts'
import { likeliest } from '../../../core/likeness.ts'
import { meantBy } from '../../../core/meant.ts'
import { both, cut, either, quoted } from '../../../core/words.ts'
import { operation, type Call } from '../../../http/operation.ts'
import { vendorClient } from '../../sources.ts'
import { readQuery } from '../query.ts'
import { findModule, modules } from './modules.ts'
import { findName, isCall, namesOnly } from './names.ts'
import { ListQuery } from './list-query.ts'

/** The modules that the vendor's client names, and of which nobody has seen more. */

/** What the sandbox knows of such a module. */
export const nothingKnownOf = (name: string): string =>
  `${name} is known by its name only: the sandbox knows nothing of its fields, and has no records of it`

const basis = inferred('The vendor\'s client names the module; what it holds is not seen')

/** The names stand in the document, and any case of them is as good. */
const ModulePath = Type.Object({
  module: Type.String({
    enum: [...namesOnly],
    title: 'NamedModule',
    'x-about': 'A module that is known by its name only',
    description: 'Name of the module, in any case',
    example: 'TransactionMethod',
    'x-basis': vendorClient
  })
})

/** Every module that is seen has an ID. */
const UnknownRecord = Type.Object({
  ID: Type.Optional(Type.String({ description: 'Id of the record', 'x-basis': vendorClient }))
}, { title: 'UnknownRecord', description: 'A record of which nobody has seen what is in it', additionalProperties: true })

const EmptyList = Type.Object({
  count: Type.Optional(Type.Integer({
    minimum: 0, maximum: 0, description: '0, with $count=true', 'x-basis': inferred('The name of the total is not seen')
  })),
  results: Type.Array(UnknownRecord, { maxItems: 0, 'x-basis': vendorClient })
}, { title: 'EmptyList', description: 'A list that has nothing in it' })

export const listUnknown = operation({
  operationId: 'ListUnknownModule',
  summary: 'List a module that is known by its name only',
  description: 'Of these modules no source says more than the name. The list is empty, which a warning says, too.',
  basis,
  method: 'GET',
  path: '/api/v2/:module',
  tag: 'Other modules',
  wire: { params: ModulePath, querystring: ListQuery, response: { 200: EmptyList } },
  status: 200,
  rules: [],
  perform (context, { params, query, path }) {
    const name = findName(params.module)
    if (name === undefined) throw isCall(params.module) ? onlyPost(path) : noModule(params.module)
    const { count } = readQuery({ ...context, ignored: [] }, query, [])
    context.remarks.push({ kind: 'unknown-fields', member: name, message: nothingKnownOf(name) })
    return { ...count && { count: 0 }, results: [] }
  }
})

export const noModule = (name: string): Failure =>
  new Failure('missing', `The sandbox has no module ${quoted(name)}; it has ${modules.map(it => it.name).join(', ')}, ` +
    `and empty lists of those that GET /apihelp/v2/modules names besides. ${mostLike(name)}`)

function mostLike (name: string): string {
  const names = [...modules.map(it => it.name), ...namesOnly]
  const [meant] = meantBy(names, name)
  // A sentence that speaks of the sandbox, so that no exact answer has it.
  const which = meant === undefined ? `those most like it are ${both(likeliest(names, name))}.` : `did you mean ${meant}?`
  return `Of the names in the sandbox, ${which}`
}

const onlyPost = (path: string): Failure =>
  new Failure('wrong-method', `GET is not allowed at ${cut(path)}. Use POST.`, { allow: ['POST'] })

const nothingDone = (method: string): string => method === 'GET' ? 'there is none to read' : 'nothing can be written to it'

const nameIn = (path: string): string | undefined => /\/api\/v2\/([^/?]*)/i.exec(path)?.[1]

/** For a call to a path of no operation: of a module that there is not, or that does not take the call. */
export function nothingAt ({ method, path }: Call, nearest: string): Failure {
  const written = nameIn(path)
  if (written === undefined) return new Failure('missing', `No operation is served at ${method} ${cut(path)}. ${nearest}`)
  const [module, name] = [findModule(written), findName(written)]
  if (module) return new Failure('missing', `${module.name} does not take ${method} here. ${nearest}`)
  return name === undefined ? noModule(written) : new Failure('missing', `${nothingKnownOf(name)}; ${nothingDone(method)}.`)
}

/** For a method that a path does not take, where the module says more of it than the methods do. */
export function notTaken ({ method, path }: Call, allow: readonly string[]): Failure | undefined {
  const written = nameIn(path)
  if (written === undefined || findModule(written) !== undefined) return undefined
  const name = findName(written)
  if (name === undefined) return isCall(written) ? undefined : noModule(written)
  return new Failure('wrong-method', `${nothingKnownOf(name)}; ${nothingDone(method)}. Use ${either(allow)}.`, { allow })
}
