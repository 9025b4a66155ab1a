import { matchContract } from '../../src/contract/match.ts'
import type { Overlay } from '../../src/contract/overlay.ts'
import { proposalsIn } from '../../src/contract/proposals.ts'
import { readOfficial } from '../../src/contract/read.ts'
import { services } from '../../src/services.ts'
import type { Disguise } from './disguise.ts'

/**
 * What a person decides who knows the disguise: each proposal, and what is proposed once those are decided. What is used is believed, and
 * of what is not proposed nobody is asked.
 */
export async function decisionsOn ({ text, truth }: Disguise): Promise<Overlay> {
  const document = await readOfficial(text, 'disguise')
  const matches: Record<string, string | null> = {}
  for (;;) {
    const open = proposalsIn(matchContract(document, services, { matches })).filter(({ key }) => !Object.hasOwn(matches, key))
    if (open.length === 0) return { matches }
    for (const { key } of open) matches[key] = decided(key, truth)
  }
}

function decided (key: string, truth: Disguise['truth']): string | null {
  const [id = '', place, ...path] = key.split('.')
  const { route, parameters, body, reply } = truth.get(id) ?? {}
  if (place === undefined) return route ? `${route.method} ${route.path}` : null
  const rest = path.join('.')
  const found = place === 'body' ? body?.get(rest) : place === 'reply' ? reply?.get(rest) : parameters?.get(`${place}.${rest}`)
  return found ?? null
}
