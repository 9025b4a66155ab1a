import assert from 'node:assert/strict'
import { XMLValidator } from 'fast-xml-parser'
import type { Reply } from '../harness.ts'
import { refusalsOf500 } from './differences.ts'
import type { Operation } from './operations.ts'
import { checkRefusal } from './refusals.ts'
import { pathOf, type Request } from './requests.ts'
import { faultsIn } from './schema.ts'

export const isRefusal = ({ status }: Reply): boolean => status >= 400

/** Asserts all that is true of every reply, whatever was asked; `rules` are the ids of the catalogue. */
export function checkReply (request: Request, reply: Reply, operations: readonly Operation[], rules: ReadonlySet<string>): void {
  assert.ok(reply.status < 500 || (reply.status === 500 && refusalsOf500.test(reply.text)), `the status is ${reply.status}`)
  checkHeaders(reply, rules)
  if (isRefusal(reply)) checkRefusal(request, reply)
  else checkSuccess(request, reply, operations)
}

/** What warnings begin with that are of no rule. */
const told = [
  'ignored-member:', 'ignored-option:', 'number-in-quotes:', 'inferred-shape:', 'loosely-read:', 'unknown-fields:', 'repeated-member:',
  'unknown-value:', 'nothing-to-change:', 'cut-short:', 'ignored-body:', 'replaced:'
]

function checkHeaders ({ status, headers, text }: Reply, rules: ReadonlySet<string>): void {
  for (const [name, value] of Object.entries(headers)) {
    assert.match(String(value), /^[\x20-\x7e]*$/, `the header ${name} has characters that no header may have`)
    assert.ok(String(value).length < 4000, `the header ${name} has ${String(value).length} characters`)
    assert.notEqual(name, 'x-injected')
  }
  const isStreamed = headers['transfer-encoding'] === 'chunked'
  if (!isStreamed && status !== 204) assert.equal(headers['content-length'], String(Buffer.byteLength(text)))
  const broken = listOf(headers['sandbox-rules'])
  assert.ok(broken.length === 0 || status >= 400, 'a rule is broken, and yet the request is not refused')
  // A long list is cut off, somewhere among the members.
  const warnings = listOf(headers['sandbox-warnings'])
    .filter(it => !told.some(kind => it.startsWith(kind.slice(0, it.length))))
  for (const id of [...broken, ...warnings]) assert.ok(rules.has(id), `the catalogue has no rule "${id}"`)
}

const listOf = (header: unknown): string[] => header === undefined ? [] : String(header).split(', ')

function checkSuccess ({ method, url }: Request, { status, headers, body, text }: Reply, operations: readonly Operation[]): void {
  // The address that all paths of a service begin with leads to its page.
  if (status === 302) {
    const { pathname } = new URL(String(headers.location), new URL(url, 'http://localhost'))
    return assert.match(pathname, /^(?:\/sandboxes\/[^/]+)?\/docs\/?$/)
  }
  const found = operationsAt(method, url, operations).find(it => status in it.replies)
  assert.ok(found, `no operation at this path says that it answers ${status}`)
  const schema = found.replies[status]
  if (!schema) return assert.equal(text, '')
  const type = String(headers['content-type'])
  const written = found.types[status]!.find(it => it !== 'application/json' && type.startsWith(`${it};`))
  if (written?.endsWith('xml')) return assert.equal(XMLValidator.validate(text), true)
  if (written) return assert.equal(type, `${written}; charset=utf-8`)
  assert.equal(type, 'application/json; charset=utf-8')
  assert.notEqual(body, undefined, 'the reply is no JSON')
  assert.deepEqual(faultsIn(schema, body), [])
}

/** The operations at a path, that of the method first: some are taken with other methods too. What ends in an empty id names the list. */
function operationsAt (method: string, url: string, operations: readonly Operation[]): Operation[] {
  const path = pathOf(url).replace(/\/\.?$/, '')
  return operations
    .filter(it => new RegExp(`^${it.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]*')}$`, 'i').test(path))
    .sort((a, b) => Number(b.method === method) - Number(a.method === method))
}
