import { readFileSync } from 'node:fs'
import { maxHeaderSize } from 'node:http'
import t from 'tap'
import { bodyLimit as contractBody } from '../../src/admin/contract.ts'
import { mostFaults } from '../../src/admin/fault-of.ts'
import { longestSeed } from '../../src/admin/sandboxes-schemas.ts'
import { mostBytes as mostXml, mostMarkup, mostReferences } from '../../src/accessplanit/v1/xml-bounds.ts'
import { mostWaiting } from '../../src/accessplanit/deliveries.ts'
import { mostBytes as mostOfRecord } from '../../src/accessplanit/platform/record.ts'
import { deepest as deepestFilter } from '../../src/accessplanit/query/filter.ts'
import { longest as longestFilter } from '../../src/accessplanit/query/reader.ts'
import { most as mostAttempts } from '../../src/classroom/attempts.ts'
import { mostOperations } from '../../src/contract/describe.ts'
import { mostMembers } from '../../src/contract/resolve.ts'
import { mostBytes as mostContract } from '../../src/contract/survey.ts'
import { mostAhead } from '../../src/http/in-turn.ts'
import { mostMilliseconds as longestNoted } from '../../src/http/answered-early.ts'
import { asUsual } from '../../src/http/answering.ts'
import { usualBodyLimit } from '../../src/http/failure-of.ts'
import { deepest, mostOfText, mostValues } from '../../src/http/json.ts'
import { keptBytes } from '../../src/http/kept-bodies.ts'
import { mostBytes as mostRefused, mostMilliseconds as longestRefused } from '../../src/http/rest-of-body.ts'
import { lookedAtEvery, mostOfARequest } from '../../src/http/silent-connections.ts'
import { silence } from '../../src/http/silent-senders.ts'
import { mostHeaders } from '../../src/http/unread-requests.ts'
import { mostBytesBefore, roomForStates } from '../../src/sandbox/before.ts'
import { longestDelay } from '../../src/sandbox/faults.ts'
import { mostBytes as mostJournal, mostEntries } from '../../src/sandbox/journal.ts'
import { mostSeats, usualLimits } from '../../src/sandbox/limits.ts'
import { mostSteps } from '../../src/sandbox/matching.ts'
import { mostBytesInMemory, mostSnapshotBytes } from '../../src/sandbox/snapshots.ts'
import { mostStateBytes } from '../../src/sandbox/states.ts'
import { bodyLimit, valueLimit } from '../../src/tec/provider-based/records/operations.ts'

const count = (number: number): string => number.toLocaleString('en-NZ')
const size = (bytes: number): string => bytes >= 1024 ** 3
  ? `${bytes / 1024 ** 3} GiB`
  : bytes >= 1024 ** 2 ? `${bytes / 1024 ** 2} MiB` : `${bytes / 1024} KiB`
const { maxSandboxes, maxSandboxBytes, maxSnapshots, maxSeats } = usualLimits

/** What is limited, as the page has it, in its order. */
const limits: ReadonlyArray<readonly [of: string, most: string, refused: string, flag?: string]> = [
  ['sandboxes of a server', count(maxSandboxes), '400', 'max-sandboxes'],
  ['the seed of a sandbox', `${count(longestSeed)} characters`, '400'],
  ['bytes of a sandbox', size(maxSandboxBytes), '507; 400 for a state that has more', 'max-sandbox-bytes'],
  ['snapshots of a sandbox', count(maxSnapshots), '400', 'max-snapshots'],
  ['bytes of the snapshots of a sandbox', size(mostSnapshotBytes), '400'],
  ['snapshots in memory, of all sandboxes', size(mostBytesInMemory), '400'],
  ['a state that is exported or imported', size(mostStateBytes), '400, 413'],
  ['seats of a class', `${count(maxSeats)}, and ${count(mostSeats)} by the flag`, '400', 'max-seats'],
  ['wrong codes of a seat, from an address in a minute', count(mostAttempts), '429'],
  ['faults of a sandbox', count(mostFaults), '400'],
  ['the delay of a fault', `${longestDelay / 60_000} min`, '400'],
  ['the headers of a request, with its address', `${size(maxHeaderSize)}, ${count(mostHeaders)} of them`, '431'],
  ['a body', `${size(usualBodyLimit)}; ${size(mostXml)} as XML, ${size(bodyLimit)} of records of a return, ` +
    `${size(contractBody)} of a contract`, '413'],
  ['values in a body, a form among them', `${count(mostValues)}; ${count(valueLimit(asUsual))} of records of a return`, '413'],
  ['a text in a body of JSON', `${count(mostOfText)} characters`, '413'],
  ['the texts of a record of accessplanit', size(mostOfRecord), '413'],
  ['levels of a body', count(deepest), '400'],
  ['levels to a member that a request of the journal is held to', count(mostSteps), '400'],
  ['XML: tags, comments and instructions', count(mostMarkup), '413'],
  ['XML: references to characters', count(mostReferences), '413'],
  ['XML', 'no document type, so no entities of its own', '400'],
  ['a filter', `${count(longestFilter)} characters, ${count(deepestFilter)} brackets deep`, '400'],
  ['a contract', `${size(mostContract)}, ${count(mostOperations)} operations, ${count(mostMembers)} members of a shape`, '400'],
  ['requests on a connection that wait for those before them', count(mostAhead), 'the connection is closed'],
  ['a request, from its first byte to its last', `${mostOfARequest / 60_000} min`, '408'],
  ['a sender that is let in alone and says nothing', `${silence / 1000} s`, 'the connection is closed'],
  ['a connection on which nothing is sent, or read', `${2 * lookedAtEvery / 60_000} min`, 'the connection is closed'],
  ['what is still taken in of a body that is refused', `${size(mostRefused)}, for ${longestRefused / 1000} s`, 'the connection is closed'],
  ['a body that is read for the journal alone, before a refusal goes out', `${size(keptBytes)}, for ${longestNoted / 1000} s`,
    'noted as not kept'],
  ['the journal of a sandbox', `${count(mostEntries)} requests, ${size(mostJournal)}`, 'the oldest go'],
  ['states before refused requests, of all sandboxes', `${size(roomForStates)}; ${size(mostBytesBefore)} each`, 'the oldest go'],
  ['webhooks under way in a sandbox', count(mostWaiting), 'noted as Failed']
]

t.test('The page about security has all limits, as they are', async t => {
  const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8')
  const table = page.slice(page.indexOf('\n## Limits')).split('\n').filter(line => line.startsWith('| ')).slice(2)
  t.same(table, limits.map(([of, most, refused, flag]) => `| ${of} | ${most} | ${refused} |${flag ? ` \`--${flag}\`` : ''} |`))
})
