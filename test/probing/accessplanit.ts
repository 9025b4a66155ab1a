import type { TSchema } from '@sinclair/typebox'
import { accessplanitV1 } from '../../src/accessplanit/v1/service.ts'
import { modules } from '../../src/accessplanit/v2/modules/modules.ts'
import { accessplanitV2 } from '../../src/accessplanit/v2/service.ts'
import type { Operation } from '../../src/http/operation.ts'
import type { Client, Reply } from '../harness.ts'
import { names, tellings } from './outcome.ts'
import { probesOf, type Probe } from './values.ts'

/** A request to accessplanit that is accepted without a warning. It is sent as a dry run, whose answer is the record as it would be. */
interface Base { path: string, body: Record<string, unknown> }

const course = { StartDate: '2026-06-01T09:00:00', EndDate: '2026-06-02T16:30:00' }
const inV1 = { ...course, Status: 'Available', MaxPlaces: 12 }

const v1Bases: Readonly<Record<string, Base>> = {
  CreateCourseDate: { path: 'coursedates', body: { ...inV1, CourseTemplateID: '4001' } },
  CreateCourseDateOfTemplate: { path: 'companies/100/courses/4001/coursedates', body: inV1 },
  UpdateCourseDate: { path: 'coursedates/5030', body: inV1 },
  RegisterDelegate: { path: 'coursedates/5030/delegates', body: { UserID: '2001' } },
  UpdateDelegate: { path: 'coursedates/5014/delegates/2024~5014', body: { Status: 'Booked' } },
  CreateUser: { path: 'users', body: { Forenames: 'Ana', Surname: 'Ruru', MainAccountID: '201' } },
  UpdateUser: { path: 'users/2004', body: { Forenames: 'Ana', Surname: 'Ruru' } },
  CreateCompany: { path: 'companies', body: { Name: 'Weka Ltd', AccountGroupIDs: ['10'] } },
  UpdateCompany: { path: 'companies/203', body: { Name: 'Weka Ltd' } },
  UpdateInvoice: { path: 'invoices/999', body: { PONumber: 'PO-1' } },
  LogTransaction: { path: 'transactions', body: { InvoiceID: '999', Amount: 100 } }
}

/** By module: what makes a record of it, and the id of one that is there. */
const v2Bases: Readonly<Record<string, { made?: object, id: string, changed: Record<string, unknown> }>> = {
  Category: { made: { Label: 'Forestry' }, id: '1', changed: { Label: 'Forestry' } },
  Communication: {
    made: { MappedIDType: 'User', MappedID: '2001', CommunicationTypeID: '-1', Subject: 'Hello' }, id: '1000', changed: { Subject: 'Hello' }
  },
  Company: { made: { Name: 'Weka Ltd', CompanyGroupIDs: ['10'] }, id: '203', changed: { Name: 'Weka Ltd' } },
  CompanyGroup: { made: { Name: 'Boats' }, id: '10', changed: { Name: 'Boats' } },
  Course: { made: { Label: 'Roofing', CategoryIDs: ['2'] }, id: '4001', changed: { Label: 'Roofing' } },
  CourseDate: { made: { ...course, CourseID: '4001', Places: 12 }, id: '5030', changed: { Aims: 'Saws' } },
  CourseDateBooking: { id: '999', changed: { PONumber: 'PO-1' } },
  CourseDateSession: { id: '5024-1', changed: {} },
  Invoice: { id: '999', changed: { PONumber: 'PO-1' } },
  Transaction: { made: { InvoiceID: '999', Amount: 100 }, id: '1000', changed: { Reference: 'R-1' } },
  User: { made: { Forenames: 'Ana', Surname: 'Ruru', MainCompanyID: '201' }, id: '2004', changed: { Surname: 'Ruru' } },
  UserCourseDate: { made: { UserID: '2001', CourseDateID: '5030' }, id: '2024~5014', changed: { Status: 'Booked' } },
  Venue: { made: { Label: 'Boat shed', CompanyID: '100' }, id: '501', changed: { Label: 'Boat shed' } },
  Webhook: { made: { Module: 'User', Url: 'http://127.0.0.1:9/' }, id: '1001', changed: { Enabled: false } }
}

/** An operation that takes a body, and a request of it to start from. */
export interface Probed extends Base { operation: Operation, version: string, method: string, url: string, form: TSchema }

const probed = (version: string, operation: Operation, base: Base | undefined): Probed => {
  if (!base) throw new Error(`There is no request of ${operation.operationId} to start from`)
  const { method, wire } = operation
  return { ...base, operation, version, method, url: `/accessplan/api/${version}/${base.path}`, form: wire.body as TSchema }
}

/** The members of version 2 that are stored as they come. */
export const asTheyCome: ReadonlySet<string> = new Set(modules.flatMap(({ fields }) => fields)
  .filter(({ column }) => column?.startsWith('more.')).map(({ name }) => name))

const takesMembers = ({ wire }: Operation): boolean => Object.keys((wire.body as TSchema | undefined)?.properties ?? {}).length > 0

function v2BaseOf ({ operationId }: Operation): Base | undefined {
  const [, verb, module] = /^(Create|Update)(.*)Record$/.exec(operationId) ?? []
  const found = v2Bases[module ?? '']
  if (!found) return undefined
  if (verb === 'Create') return found.made && { path: module!, body: { ...found.made } }
  return { path: `${module}/${found.id}`, body: found.changed }
}

/** Every operation of both versions whose body has named members. */
export const accessplanitProbed = (): Probed[] => [
  ...accessplanitV1.operations.filter(takesMembers).filter(it => it.operationId !== 'RequestToken')
    .map(it => probed('v1', it, v1Bases[it.operationId])),
  ...accessplanitV2.operations.filter(takesMembers).filter(it => /^(?:Create|Update)/.test(it.operationId))
    .map(it => probed('v2', it, v2BaseOf(it)))
]

export const send = (client: Client, { method, url }: Probed, payload: object): Promise<Reply> => client.inject({
  method: method as 'POST', url, payload, headers: { authorization: 'Bearer demo-api-key', 'sandbox-dry-run': '1' }
})

const told = (kind: string, ...values: unknown[]): Probe[] => values.map(value => ({ kind, value, isToBeTold: true }))
const kept = (kind: string, ...values: unknown[]): Probe[] => values.map(value => ({ kind, value, isToBeTold: false }))

/** A table of words, of which each is taken as it is written. */
const words = (table: string[]): Probe[] => [
  ...kept('of the table', ...table), ...kept('of the table in another case', table.at(-1)!.toLowerCase(), table.at(-1)!.toUpperCase()),
  ...told('not of the table', 'x', '', '   ', 'null', 'undefined', 5, true, [table[0]], {})
]

/** A list of one, or its one value. */
const singles = (): Probe[] =>
  [...kept('one', ['x'], 'x', []), ...told('several', ['x', 'y']), ...told('a wrong form', 5, true, { a: 1 }, [5])]

const wordsOf = ({ enum: values }: TSchema): string[] | undefined => values as string[] | undefined

/** What programs send for nothing clears a text here, and money goes back, so that neither is told of. */
const isUsual = ({ kind, value }: Probe, { type, format }: TSchema): boolean =>
  (value === '' && (type === 'string' || type === 'array')) || kind === 'a number below 0' ||
    (kind === 'a day that is hardly meant' && format !== undefined)

export function probesFor (form: TSchema, name: string, good: unknown): Probe[] {
  const table = wordsOf(form)
  if (table) return words(table)
  if (form.anyOf) return singles()
  if (form.type === 'boolean') return [...kept('a truth', true, false), ...told('a wrong form', 'yes', 2, [true], '   ')]
  return probesOf(form, name, good).map(it => isUsual(it, form) ? { ...it, isToBeTold: false } : it)
}

const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Pacific/Auckland', dateStyle: 'short', timeStyle: 'medium' })

/** A moment as the platform writes it: local, to the second. */
function asLocal (text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00:00`
  return /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? local.format(new Date(text)).replace(' ', 'T') : text.replace(' ', 'T').slice(0, 19)
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

function isSame (back: unknown, sent: unknown, form: TSchema): boolean {
  if (isNothing(sent)) return isNothing(back)
  if (wordsOf(form)) return String(back).toLowerCase() === String(sent).toLowerCase()
  if (form.anyOf) return [back].flat()[0] === [sent].flat()[0]
  if (form.format === 'date-time') return typeof sent === 'string' && back === asLocal(sent)
  if (typeof sent === 'number' && typeof back === 'number') return Math.abs(back - sent) <= Math.abs(sent) * 1e-12
  return JSON.stringify(back) === JSON.stringify(sent)
}

/** What became of a value: nothing to say where it is well. */
export async function faultOf (
  client: Client, reply: Reply, name: string, { value, isToBeTold }: Probe, form: TSchema
): Promise<string | undefined> {
  if (reply.status >= 500) return `failed: ${reply.text}`
  if (reply.status >= 400) return names(reply.text, name) ? undefined : `refused without its name: ${reply.text}`
  if ((await tellings(client, reply)).some(it => names(JSON.stringify(it), name))) return undefined
  const back = reply.body[name]
  if (!isSame(back, value, form)) return `in silence, and reads back as ${JSON.stringify(back)}`
  return isToBeTold ? 'kept, and nothing is told' : undefined
}
