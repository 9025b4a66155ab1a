import type { ExampleRequest } from '../src/core/example.ts'
import type { Client, Reply } from './harness.ts'

export type Send = (request: ExampleRequest, dry?: boolean) => Promise<Reply>

/** Sends the requests of an example; with `dry`, nothing of one is kept. */
export function sendingTo (client: Client): Send {
  const given: Record<string, string> = {}
  return async (request, dry = false) => {
    const { method, path, headers, body } =
      JSON.parse(JSON.stringify(request).replace(/\{(\w+)\}/g, (whole, name) => given[name] ?? whole)) as ExampleRequest
    const reply = await client.inject({
      method: method as 'GET',
      url: path,
      headers: { ...headers, ...(dry && { 'sandbox-dry-run': '1' }) },
      ...(body !== undefined && { payload: body as object })
    })
    remember(reply.body, given)
    return reply
  }
}

/** The members of a reply, wherever in it. */
function remember (value: unknown, given: Record<string, string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'string' || typeof member === 'number') given[name] = String(member)
    else remember(member, given)
  }
}

/** The status of a request that is accepted. */
export const succeeds = /^20[014]$/

/** A rule that a validation of uploaded records goes by. */
export const isOfRecords = ({ id }: { id: string }): boolean => id.startsWith('sdr.')

export interface Finding {
  errorCode: string
  errorType: string
}

/** What a validation finds once a record is uploaded. */
export async function validateAfter (upload: ExampleRequest, send: Send): Promise<Finding[]> {
  const call = (method: string, path: string) =>
    send({ method, path: `/submissions/v1.0/validation/{submissionToken}${path}`, headers: upload.headers })
  const steps = [await send(upload), await call('POST', ''), await call('GET', '')]
  const failed = steps.find(({ status }) => status !== 200)
  if (failed) throw new Error(failed.text)
  return (await call('GET', '/results')).body.results
}
