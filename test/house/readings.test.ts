import { readdirSync, readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { describeReadings } from '../../src/admin/readings.ts'
import { everyOperation } from '../../src/core/reading.ts'
import { services } from '../../src/services.ts'
import { isThorough } from '../effort.ts'
import type { Reply } from '../harness.ts'
import { journeys, openDemo, record, replay, type Explanation, type Step } from './journeys.ts'

/**
 * The journeys of the README and the walks, under every choice of every reading. What is answered otherwise than usually has to differ by a
 * rule of the reading, or in an operation that it bears on; and the explanation of that request, or of one that came before, names it.
 */

type Entry = ReturnType<typeof describeReadings>[number]
type About = Pick<Entry, 'id' | 'rules' | 'bearsOn'>

const readings = describeReadings(services)

const listed = (header: unknown): string[] => header === undefined ? [] : String(header).split(', ')

/** The ids of the rules that a reply was refused by or warned of, each with which of both. */
const rulesOf = ({ headers }: Reply): string[] =>
  [...listed(headers['sandbox-rules']).map(id => `${id} refused`), ...listed(headers['sandbox-warnings']).map(id => `${id} warned`)]

const differing = (one: readonly string[], other: readonly string[]): string[] =>
  [...new Set([...one.filter(it => !other.includes(it)), ...other.filter(it => !one.includes(it))].map(it => it.split(' ')[0]!))]

const same = (one: Reply, other: Reply): boolean =>
  one.status === other.status && one.text === other.text && differing(rulesOf(one), rulesOf(other)).length === 0

const bears = ({ bearsOn = [] }: About, operationId: string): boolean => bearsOn.includes(everyOperation) || bearsOn.includes(operationId)

/** Asked where time passes, when there is no request whose explanation could name them. */
const byTime = ['grace-withdrawal-date']

const isRefusedBy = ({ rules }: About, reply: Reply): boolean => rulesOf(reply).some(it => rules.some(rule => it === `${rule} refused`))

/** Of a step that differs: what the reading does not account for. */
function unaccounted (reading: About, { reply: usual }: Step, reply: Reply, { operation }: Explanation): string | undefined {
  const rules = differing(rulesOf(usual), rulesOf(reply))
  // Whoever is refused by a rule of the reading need not come as far as other rules.
  const [ofUsual, ofThis] = [rulesOf(usual), rulesOf(reply)]
  const isCutOff = (refused: string[], id: string) =>
    reading.rules.some(rule => refused.includes(`${rule} refused`)) && !refused.some(it => it.startsWith(`${id} `))
  const others = rules.filter(id => !reading.rules.includes(id) && !isCutOff(ofThis, id) && !isCutOff(ofUsual, id))
  if (others.length > 0) return `differs by ${others.join(', ')}`
  if (rules.length === 0 && !bears(reading, operation!.operationId)) return `answers ${reply.text.slice(0, 200)}`
}

/** Walks journeys as the sandbox is told to read; answers how many steps differ, and what is wrong with how they do. */
async function walk (
  t: Test, flags: Record<string, string>, reading: About, journeys: Iterable<Journey> = recorded
): Promise<{ differ: number, faults: string[] }> {
  const faults: string[] = []
  let differ = 0
  for (const { path, steps } of journeys) {
    const client = await openDemo(t, flags)
    let [isNamed, isCutOff] = [false, false]
    for await (const { step, reply, explain } of replay(client, steps)) {
      // What the journal or the catalogue says of the sandbox is no reply of an API.
      if (isCutOff || reply.headers['sandbox-request-id'] === undefined) continue
      const isSame = same(step.reply, reply)
      if (isSame && isNamed) continue
      const explanation = await explain()
      isNamed ||= explanation.readings?.some(({ id }) => id === reading.id) ?? false
      if (isSame) continue
      differ++
      const mayBeUnnamed = isNamed || byTime.includes(reading.id)
      const wrong = unaccounted(reading, step, reply, explanation) ?? (mayBeUnnamed ? undefined : 'and no explanation names the reading')
      if (wrong) faults.push(`${path}: ${step.sent.method} ${step.sent.url} ${wrong}`)
      // What would have been changed is missing from here on; the rest is sent, so that ids go on as they did.
      else if (isRefusedBy(reading, reply) && !isRefusedBy(reading, step.reply)) isCutOff = true
    }
  }
  return { differ, faults }
}

/** A page's requests as they were answered, and the readings that were asked for on the way. */
interface Journey { readonly path: string, readonly steps: Step[], readonly asked: ReadonlySet<string> }

const recorded: Journey[] = []

t.before(async () => {
  await t.test('The journeys are walked once as usual', async t => {
    for (const path of journeys()) {
      const client = await openDemo(t)
      const asked = new Set<string>()
      Object.assign(client.sandbox.settings, { noteReading: (id: string) => asked.add(id) })
      const steps = await record(client, path)
      t.ok(steps.length > 3, path)
      recorded.push({ path, steps, asked })
    }
  })
})

t.test('Sent again, the same requests are answered the same', async t => {
  t.same(await walk(t, {}, { id: 'none', rules: [] }), { differ: 0, faults: [] })
})

t.test('What is asked is accounted for: each reading that an explanation names bears on the operation, or on a rule of it', async t => {
  const seen = new Set<string>()
  for (const { steps } of recorded) {
    const client = await openDemo(t)
    for await (const { reply, explain } of replay(client, steps)) {
      if (reply.headers['sandbox-request-id'] === undefined) continue
      const { operation, readings: named = [], ...verdicts } = await explain()
      const rules = [verdicts.refusedBy, verdicts.warnedBy, verdicts.held, verdicts.notJudged].flat().map(({ rule }) => rule)
      for (const { id } of named) {
        const reading = readings.find(it => it.id === id)!
        if (!bears(reading, operation!.operationId) && !reading.rules.some(rule => rules.includes(rule))) {
          seen.add(`${id}: ${operation!.operationId}`)
        }
      }
    }
  }
  t.same([...seen], [])
})

let stepsThatDiffer = 0
for (const reading of readings) {
  for (const choice of Object.keys(reading.choices).filter(it => it !== reading.usual)) {
    t.test(`${reading.id}=${choice}`, async t => {
      // Where nobody asks how a sentence is read, all goes as usual, whatever was chosen.
      const concerned = isThorough ? recorded : recorded.filter(({ asked }) => asked.has(reading.id))
      const { differ, faults } = await walk(t, { reading: `${reading.id}=${choice}` }, reading, concerned)
      stepsThatDiffer += differ
      t.same(faults, [])
    })
  }
}

t.test('Some steps do differ, and one that no reading accounts for is seen', async t => {
  t.ok(stepsThatDiffer >= 8, `${stepsThatDiffer} steps`)
  const by = async (flags: Record<string, string>, reading: About) => (await walk(t, flags, reading)).faults
  const refusing = { reading: 'plan-update-status=as-created' }
  t.match(await by(refusing, { id: 'plan-update-status', rules: [] }), [/PUT .*TP04 differs by plan\.agreement-pending/, /TP-1001 differs/])
  t.match(await by(refusing, { id: 'another', rules: ['plan.agreement-pending-hold-or-grace'] }), [/no explanation names/, /no explanation/])
  const elsewhere: About = { id: 'returns-listed', rules: [], bearsOn: ['GetEnrolment'] }
  t.match(await by({ reading: 'returns-listed=open' }, elsewhere), [/GET .*returns.* answers/])
  t.match(await by({ 'max-records-per-batch': '1' }, { id: 'none', rules: [] }), /batch\.within-the-limit/)
})

const folder = new URL('../', import.meta.url)
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !file.startsWith('house'))
  .map(file => readFileSync(new URL(file, folder), 'utf8'))

/** Whether a test names a choice beside the reading: `id=choice`, or the id of a table or template and the choice soon after or before. */
function isTested (id: string, choice: string): boolean {
  const word = new RegExp(`(?<![\\w-])${choice}(?![\\w-])`)
  const mentions = new RegExp(`(?<![\\w-])${id}(?=[=':])(?:=(?!\\$)([\\w-]+))?`, 'g')
  return sources.some(text => [...text.matchAll(mentions)].some(({ 1: written, index }) =>
    written === undefined ? word.test(text.slice(Math.max(0, index - 400), index + 1500)) : written === choice))
}

t.test('Each choice that is not the usual one has a test that makes it; by the usual ones all others go', async t => {
  t.notOk(isTested('unknown-id', '405'))
  t.notOk(isTested('unknown-ids', '404'))
  t.same(readings.flatMap(({ id, choices, usual }) =>
    Object.keys(choices).filter(choice => choice !== usual && !isTested(id, choice)).map(choice => `${id}=${choice}`)), [])
})
