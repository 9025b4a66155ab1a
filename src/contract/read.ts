import { createHash } from 'node:crypto'
import { BadInput } from '../core/errors.ts'
import { finishInTurns, nextTurn } from '../core/in-turns.ts'
import { textOf } from '../core/utf8.ts'
import { describing } from './describe.ts'
import { titled, type Origin } from './origin.ts'
import type { OfficialDocument } from './official.ts'
import { schemasIn } from './resolve.ts'
import { mostBytes, survey } from './survey.ts'
import { readYaml } from './yaml.ts'

/**
 * An OpenAPI document, 3.0 or 3.1, of its bytes, as JSON or YAML, read while others have their turn; `from` is what the person calls it who
 * gave it. Nothing is fetched. Throws BadInput of one line.
 */
export async function readOfficial (bytes: Buffer | string, from: Origin): Promise<OfficialDocument> {
  try {
    if (Buffer.byteLength(bytes) > mostBytes) throw new BadInput(`has more than ${mostBytes / 1024 / 1024} MiB`)
    const text = textOf(Buffer.from(bytes))
    const parsed = /^\s*\{/.test(text) ? readJson(text) : undefined
    const whole = await checked(text, parsed)
    await nextTurn()
    const hash = createHash('sha256').update(bytes).digest('hex')
    return await finishInTurns(describing(whole, hash))
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    throw new BadInput(`${titled(from)} ${oneLine(error.message)}.`)
  }
}

const oneLine = (text: string): string => text.replace(/\s*\n[^]*$/, '').replace(/[.\s]+$/, '').slice(0, 400)

/** Undefined where it is no JSON, but may be YAML, which can begin with a brace as well. */
function readJson (text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Parsed, with every reference leading somewhere in it; each is followed where it stands, so that nothing has to be bundled. */
async function checked (text: string, json: unknown): Promise<unknown> {
  const parsed = json ?? await readYaml(text)
  await nextTurn()
  const references = await finishInTurns(survey(parsed))
  if (typeof parsed !== 'object' || parsed === null || !isOfVersion3((parsed as { openapi?: unknown }).openapi)) {
    throw new BadInput('is not an OpenAPI document of version 3.0 or 3.1')
  }
  await finishInTurns(followed(references, schemasIn(parsed).follow))
  return parsed
}

const isOfVersion3 = (version: unknown): boolean => typeof version !== 'object' && /^3\.[01]\b/.test(String(version))

function * followed (references: readonly object[], follow: (reference: object) => unknown): Generator<void> {
  for (const [n, reference] of references.entries()) {
    follow(reference)
    if (n % 100 === 99) yield
  }
}
