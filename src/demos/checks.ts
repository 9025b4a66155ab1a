import { withAnswers } from './answers.ts'
import { BadDemo, type DemoRequest } from './demo.ts'
import type { Block } from './markdown.ts'
import { readRequests } from './requests.ts'

/** What changes nothing wherever it is sent. */
const looks = ({ method, headers }: Pick<DemoRequest, 'method' | 'headers'>): boolean =>
  method === 'GET' || Object.keys(headers).some(name => name.toLowerCase() === 'sandbox-dry-run')

/** The requests of a block `check`, each with what must be in its answer, which stands in the block after it. Throws BadDemo. */
export function readChecks ({ text, line }: Block, after: Block | undefined, known: Map<string, string>): DemoRequest[] {
  const requests = readRequests(text, line, known)
  if (requests.length === 0) throw new BadDemo(line, 'this check asks nothing. Put a line of curl in it that reads what has to be so.')
  for (const { method, headers, path } of requests) {
    if (!looks({ method, headers })) {
      throw new BadDemo(line, `a check only looks, and ${method} ${path} changes something. Use GET, or add -H 'Sandbox-Dry-Run: 1'.`)
    }
    if (/^\/__admin\/(?:requests|events)\b/.test(path)) {
      throw new BadDemo(line, `a check is about the records, and ${path} about requests, of which it sees none. Ask for a record.`)
    }
  }
  return withAnswers(requests, after?.kind === 'code' && after.language === 'json' ? after : undefined)
}
