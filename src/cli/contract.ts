import { writeFileSync } from 'node:fs'
import { driftOf, type Drift } from '../contract/drift.ts'
import { matchContract, matchDocuments, nameOf, type ContractMatch } from '../contract/match.ts'
import type { OfficialDocument } from '../contract/official.ts'
import { ourDocument } from '../contract/our-documents.ts'
import { otherValuesIn } from '../contract/other-values.ts'
import { noOverlay, readOverlay, type Overlay } from '../contract/overlay.ts'
import { overlayText, proposalsIn } from '../contract/proposals.ts'
import { readOfficial } from '../contract/read.ts'
import { questionsIn, type Question } from '../contract/questions.ts'
import { rulesOf, rulesThrough } from '../contract/rules-about.ts'
import { mostBytes } from '../contract/survey.ts'
import { BadInput } from '../core/errors.ts'
import { readGiven } from '../core/given-file.ts'
import { pathOf } from '../core/path-of.ts'
import { textOf } from '../core/utf8.ts'
import { either } from '../core/words.ts'
import { whyNot } from '../core/why-not.ts'
import { driftAsHtml } from '../pages/drift.ts'
import { driftAsJunit, valueText } from '../pages/drift-junit.ts'
import { serviceOf } from '../contract/service-of.ts'
import { services } from '../services.ts'
import { exitCodes } from './exit-codes.ts'

export interface ContractFlags {
  readonly overlay?: string
  readonly json?: true
  readonly write?: string
}

export interface DiffFlags extends ContractFlags {
  readonly junit?: string
  readonly html?: string
}

/** Prints which of our operations and members an official document means; the overlay that is written has what is doubtful. */
export async function matchFile (file: string, flags: ContractFlags): Promise<void> {
  const overlay = overlayIn(flags)
  const match = matchContract(await documentIn(file), services, overlay)
  const questions = questionsIn(match, ourDocument(services.find(({ name }) => name === match.service)!), overlay)
  if (flags.write !== undefined) write(flags.write, overlayText(match, overlay, questions))
  if (flags.json) return console.log(JSON.stringify({ ...match, proposals: proposalsIn(match), questions }, null, 2))
  const otherValues = otherValuesIn(match).map(it => `values ${it}`)
  console.log([...linesOf(match), ...questions.map(questionLine), ...otherValues, summaryOf(match)].join('\n'))
}

/** Prints in what an official document is otherwise than ours, or another document than the first one; exit code 1 where it is. */
export async function diffFiles (file: string, newer: string | undefined, flags: DiffFlags): Promise<void> {
  const overlay = overlayIn(flags)
  const first = await documentIn(file)
  const service = serviceOf(first, services)
  const ours = ourDocument(service)
  const match = newer === undefined ? matchContract(first, services, overlay) : between(first, await documentIn(newer), overlay, flags)
  const drift = newer === undefined
    ? driftOf(ours, match, rulesOf(service))
    : driftOf(first, match, rulesThrough(matchContract(first, services), rulesOf(service)))
  if (flags.write !== undefined) write(flags.write, overlayText(match, overlay))
  const title = `${first.title} ${first.version}`
  if (flags.junit !== undefined) write(flags.junit, driftAsJunit(title, drift))
  if (flags.html !== undefined) write(flags.html, driftAsHtml(title, drift))
  console.log(flags.json ? JSON.stringify(drift, null, 2) : [...drift.map(lineOf), countOf(drift)].join('\n'))
  process.exitCode = drift.length > 0 ? exitCodes.no : 0
}

/** Of two documents an overlay has the names of the older one in the place of ours. Throws BadInput for one that has none of them. */
function between (older: OfficialDocument, newer: OfficialDocument, overlay: Overlay, flags: ContractFlags): ContractMatch {
  const names = [...Object.keys(overlay.matches), ...overlay.news ?? []]
  const isOfOlder = (name: string) => older.operations.some(it => name === nameOf(it) || name.startsWith(`${nameOf(it)}.`))
  const stranger = names.find(name => !isOfOlder(name))
  if (stranger !== undefined) {
    throw new BadInput(`The overlay "${flags.overlay}" has "${stranger}", which is not an operation of "${older.title} ` +
      `${older.version}". Of two documents it decides between the older and the newer one: use the names of the older.`)
  }
  return matchDocuments(older, newer, overlay)
}

/** Only an address is fetched, and only the one that is given. Throws BadInput. */
async function documentIn (file: string): Promise<OfficialDocument> {
  const remedy = 'Name a file that is there, an address, or - for the standard input.'
  if (!/^https?:\/\//.test(file)) {
    return await readOfficial(readGiven(file, { called: 'The contract', most: mostBytes, remedy }, file === '-' ? 0 : pathOf(file)), file)
  }
  try {
    const reply = await fetch(file)
    if (!reply.ok) throw new Error(`it answered ${reply.status}`)
    return await readOfficial(Buffer.from(await reply.arrayBuffer()), file)
  } catch (error) {
    if (error instanceof BadInput) throw error
    throw new BadInput(`The contract "${file}" cannot be read: ${whyNot(error)}. ${remedy}`)
  }
}

function overlayIn ({ overlay }: ContractFlags): Overlay {
  if (overlay === undefined) return noOverlay
  const bytes = readGiven(overlay, { called: 'The overlay', most: mostBytes }, pathOf(overlay))
  return readOverlay(decoded(bytes, overlay), `The overlay "${overlay}"`)
}

function decoded (bytes: Uint8Array, file: string): string {
  try {
    return textOf(bytes)
  } catch (error) {
    throw new BadInput(`The overlay "${file}" ${(error as Error).message}.`)
  }
}

function write (file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new BadInput(`Cannot write "${file}": ${whyNot(error)}`)
  }
}

const linesOf = (match: ContractMatch): string[] => [
  ...match.operations.filter(({ isUsed }) => isUsed).map(({ operationId, official: { method, path }, confidence, reason }) =>
    `${confidence.toFixed(2)}  ${operationId}  ${method} ${path}  ${reason}`),
  ...proposalsIn(match).map(({ key, official, confidence, reason }) => `${confidence.toFixed(2)}? ${key}  ${official}  ${reason}`),
  ...match.officialOnly.map(({ method, path, summary = '' }) => `new   ${method} ${path}  ${summary}`),
  ...match.oursOnly.map(operationId => `gone  ${operationId}`)
]

const questionLine = ({ start, ours, theirs, isTheirs }: Question): string => isTheirs
  ? `ask   ${start}.${theirs[0]!}  is required by the document; decide whether it is ${either(ours)}, or new`
  : `ask   ${start}.${ours[0]!}  is required by the sandbox; decide whether it is ${either(theirs)}, or missing`

function summaryOf (match: ContractMatch): string {
  const count = match.operations.filter(({ isUsed }) => isUsed).length
  return `${count} operations of ${match.service} are matched, ${proposalsIn(match).length} matches are proposed and not used`
}

function lineOf ({ operation, place, kind, ours, official, basis, proposed, rules = [] }: Drift): string {
  const concerned = rules.length > 0 ? `  (${rules.join(', ')})` : ''
  const perhaps = proposed === undefined ? '' : `, or ${proposed}?`
  return `${basis.padEnd(10)} ${kind.padEnd(11)} ${operation} ${place}: ${valueText(ours)} → ${valueText(official)}${perhaps}${concerned}`
}

function countOf (drift: readonly Drift[]): string {
  const documented = drift.filter(({ basis }) => basis === 'documented').length
  return drift.length === 0 ? 'No drift' : `${drift.length} differences, ${documented} of them in what was documented`
}
