import type { Demo, DemoRequest } from '../demos/demo.ts'
import { agrees } from './agrees.ts'
import type { Inject } from './copies.ts'

/** Whether all that a task checks is so. What one answer has can stand in the requests after it. */
export async function isDone ({ checks }: Demo, inject: Inject): Promise<boolean> {
  const kept = new Map<string, string>()
  for (const check of checks) {
    if (!await holds(check, inject, kept)) return false
  }
  return true
}

async function holds (check: DemoRequest, inject: Inject, kept: Map<string, string>): Promise<boolean> {
  const { method, path, headers, body, keeps, shown } = check
  const filled = (text: string) => text.replace(/\$\{(\w+)\}/g, (whole, name: string) => kept.get(name) ?? whole)
  const { statusCode, payload } = await inject({
    method: method as 'GET',
    url: filled(path).replaceAll(' ', '%20'),
    headers: { host: 'localhost', ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)])) },
    ...body !== undefined && { payload: filled(body) }
  })
  if (statusCode >= 400) return false
  const member = keeps && memberOf(payload, keeps.member)
  if (keeps && member !== undefined) kept.set(keeps.name, member)
  return shown === undefined || agrees(shown, readJson(payload))
}

/** Wherever it stands in the answer; the last, as sed has it. */
const memberOf = (text: string, member: string): string | undefined =>
  [...text.matchAll(new RegExp(`"${member}": ?(?:"([^"]*)"|([^\\s,}\\]]+))`, 'g'))].map(([, quoted, bare]) => quoted ?? bare).at(-1)

function readJson (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
