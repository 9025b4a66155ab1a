import { BadInput } from '../core/errors.ts'

/** A field as a tenant of accessplanit describes it in its reply to `GET /apihelp/v2/modules/{module}`. */
interface Field {
  readonly Name: string
  readonly Type?: string
  readonly Label?: string
  readonly Writable?: boolean
  readonly Required?: boolean
  readonly MaxLength?: number
  readonly Values?: readonly string[]
}

interface Module { readonly module: string, readonly fields: readonly Field[] }

/** What is given for modules: `{ "modules": { "CourseDate": [ … ] } }`, or the entries of a HAR that has such replies. */
export const isModuleHelp = (read: object): boolean => 'modules' in read || harEntries(read) !== undefined

/** The entries of a HAR, if it is one. */
export function harEntries (read: object): any[] | undefined {
  const entries = (read as { log?: { entries?: unknown } }).log?.entries
  return Array.isArray(entries) ? entries : undefined
}

const helpPath = /\/apihelp\/v2\/modules\/([^/?#]+)\/?(?:[?#]|$)/i

function modulesIn (read: object): Module[] {
  const entries = harEntries(read)
  const found = entries
    ? entries.flatMap(({ request, response }): Array<[string, unknown]> => {
      const [, module] = helpPath.exec(String(request?.url)) ?? []
      return module !== undefined && response?.status === 200 ? [[decodeURIComponent(module), parsed(response.content?.text)]] : []
    })
    : Object.entries((read as { modules: object }).modules ?? {})
  return found.flatMap(([module, fields]) => Array.isArray(fields) && fields.every(isField) ? [{ module, fields }] : [])
}

const isField = (it: unknown): it is Field => typeof (it as Field | null)?.Name === 'string'

function parsed (text: unknown): unknown {
  try {
    return JSON.parse(String(text)) as unknown
  } catch {
    return undefined
  }
}

const types: Readonly<Record<string, object>> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  decimal: { type: 'number' },
  boolean: { type: 'boolean' },
  datetime: { type: 'string', format: 'date-time' },
  'string[]': { type: 'array', items: { type: 'string' } },
  object: { type: 'object', additionalProperties: true }
}

/** What a reply says of a field is not that it has a value. */
const schemaOf = ({ Type = '', Label, MaxLength, Values }: Field): object => ({
  nullable: true,
  ...types[Type.toLowerCase()],
  ...Label !== undefined && { description: Label },
  ...MaxLength !== undefined && { maxLength: MaxLength },
  ...Values && Values.length > 0 && { enum: Values }
})

const objectOf = (fields: readonly Field[], required: readonly Field[]): object => ({
  type: 'object',
  properties: Object.fromEntries(fields.map(field => [field.Name, schemaOf(field)])),
  ...required.length > 0 && { required: required.map(({ Name }) => Name) }
})

const json = (schema: object) => ({ content: { 'application/json': { schema } } })

/** The document that says what such replies say: the same modules at the same places, with a tenant's own fields. Throws BadInput. */
export function documentOfModules (read: object): object {
  const modules = modulesIn(read)
  if (modules.length === 0) {
    throw new BadInput('The file has no reply of GET /apihelp/v2/modules/{module}. ' +
      'Give such a reply as it came: a list of fields, each with a "Name".')
  }
  return {
    openapi: '3.0.3',
    info: { title: `Fields of ${modules.map(({ module }) => module).join(', ')}`, version: 'v2' },
    servers: [{ url: '/accessplan' }],
    paths: Object.assign({}, ...modules.map(pathsOf))
  }
}

/** As every module answers its records, also where it is asked for one. */
const pageOf = (record: object): object =>
  ({ type: 'object', required: ['results'], properties: { count: { type: 'integer' }, results: { type: 'array', items: record } } })

function pathsOf ({ module, fields }: Module): object {
  const record = objectOf(fields, [])
  const writable = fields.filter(({ Writable, Name }) => Writable !== false || Name === 'ID')
  const body = { required: true, ...json(objectOf(writable, [])) }
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
  const ok = (schema: object) => ({ responses: { 200: { description: 'Done', ...json(schema) } } })
  return {
    [`/api/v2/${module}`]: {
      get: { operationId: `List${module}Records`, summary: `List or query ${module}`, ...ok(pageOf(record)) }
    },
    [`/api/v2/${module}/{id}`]: {
      get: { operationId: `Get${module}Record`, summary: `Get one ${module}`, parameters: [id], ...ok(pageOf(record)) },
      put: { operationId: `Update${module}Record`, summary: `Update ${module}`, parameters: [id], requestBody: body, ...ok(record) }
    }
  }
}
