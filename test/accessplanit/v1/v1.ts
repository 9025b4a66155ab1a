import type { Test } from 'tap'
import { watch } from '../../data.ts'
import { open, type Client, type Reply } from '../../harness.ts'

/** A client of version 1, by default with the API key of the service user. */
export interface V1 extends Client {
  read (path: string): Promise<any>
}

export const root = '/accessplan/api/v1'

export async function openV1 (t: Test, flags: Record<string, string> = {}): Promise<V1> {
  const client = await open(t, { fixture: 'demo', ...flags })
  return { ...client, read: async (path) => (await client.v1('GET', path)).body }
}

/** What came of a request: `accepted`, or the status, the members at fault and the rules that refused. */
export function verdictOf ({ status, body, headers }: Reply): string {
  if (status === 200 || status === 201) return 'accepted'
  const members = (body.Errors as Array<{ Field: string }>).map(it => it.Field)
  return [status, members.join('+'), headers['sandbox-rules']].filter(Boolean).join(' ')
}

/** Tries each request on a sandbox that stays as it is: what is wanted of it may be `accepted, user.title-exists`, with all warnings. */
export async function judge<Case> (
  t: Test, { v1, sandbox }: V1, request: (it: Case) => [method: string, path: string, body?: unknown],
  cases: ReadonlyArray<readonly [it: Case, wanted: string, name?: string]>
): Promise<void> {
  const written = watch(sandbox)
  for (const [it, wanted, name = JSON.stringify(it)?.slice(0, 100)] of cases) {
    const [method, path, body] = request(it)
    const isTaken = wanted.startsWith('accepted')
    const reply = await v1(method, path, body, { 'sandbox-dry-run': isTaken ? '1' : '0' })
    const verdict = wanted === 'accepted' ? verdictOf(reply) : [verdictOf(reply), ...isTaken ? warningsOf(reply) : []].join(', ')
    t.equal(verdict, wanted, `${method} ${path}: ${name}`)
  }
  t.strictSame(written(), {}, 'nothing is kept')
}

export const warningsOf = ({ headers }: Reply): string[] => decodeURI(String(headers['sandbox-warnings'] ?? '')).split(', ').filter(Boolean)

export const query = (filter: string): string => `$filter=${encodeURIComponent(filter)}`
