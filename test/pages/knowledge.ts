import t from 'tap'
import { isThorough } from '../effort.ts'
import { adoptPart, early, sit, visits, type Person } from './browser.ts'

const read = async ({ send }: Person, path: string): Promise<any> => await (await send('GET', `/__admin${path}`, undefined, {})).json()

const ruleOf = async (person: Person, id: string) => (await read(person, '/rules')).find((it: any) => it.id === id)

t.test('Rules are searched by word, API, operation, basis and mode', async t => {
  const { page, click, text, until } = await sit(t, { path: '/#/rules' })
  await page.waitForSelector('.entry')
  t.match(await text('.lead'), /\d+ of \d+ rules refuse here, \d+ only warn\./)
  t.equal(await page.locator('.entry').count(), 60)
  await click('button', 'Show more')
  t.equal(await page.locator('.entry').count(), 120)
  await page.getByLabel('Search').fill('RecordVisit today')
  await until('.listed [role=status]', /^1 rule$/)
  t.match(await text('.entry'), 'visitDate must not be in the future visit.date-by-today refuses documented')
  await click('button', 'Show all')
  await page.getByLabel('API', { exact: true }).selectOption({ label: 'Education Sector Logon' })
  t.ok((await page.locator('.entry code').allInnerTexts()).includes('esl.scope-of-an-environment'))
  t.equal(await page.locator('#choice-operation option').count(), 2, 'and those of that API')
  await page.getByLabel('API', { exact: true }).selectOption('')
  await page.getByLabel('Operation', { exact: true }).selectOption({ label: 'Record a Visit against a Training Plan' })
  await page.getByLabel('Basis', { exact: true }).selectOption('documented')
  await page.getByLabel('Mode', { exact: true }).selectOption('warn')
  await until('.listed [role=status]', /^0 rules$/)
})

t.test('The example of a rule is sent on the spot, in a sandbox of its own', async t => {
  const person = await sit(t, { path: '/#/rules' })
  const { page, click, text } = person
  await page.waitForSelector('.entry')
  await page.getByLabel('Search').fill('visit.date-on-or-after-plan-signed')
  await click('link', /visit\.date-on-or-after-plan-signed/)
  await page.waitForSelector('.one h2:focus')
  t.match(await text('.one'), /Documented: record-a-visit-against-a-training-plan .*is about visitDate.*Record a Visit against/i)
  await click('button', 'Send its examples')
  await page.waitForSelector('.tried >> nth=1')
  t.match(await text('.tried'), /^This breaks it POST .*400 Bad Request.*is before the day the training plan was signed/)
  t.ok(await page.locator('.tried svg.values').count() > 0, 'drawn')
  t.match(await page.locator('.tried').nth(1).innerText(), /^This keeps it[^]*201[^]*The rule holds\./)
  for (const end = Date.now() + 10_000; Date.now() < end && (await read(person, '/sandboxes')).total > 1;) await page.waitForTimeout(50)
  t.equal((await read(person, '/sandboxes')).total, 1, 'its sandbox is gone')
  t.equal((await read(person, '/requests')).total, 0)
})

t.test('What a rule does is changed, and its example goes as it does then', async t => {
  const person = await sit(t, { path: '/#/rules/visit.date-by-today' })
  const { page, click, text } = person
  await page.getByLabel('In this sandbox it is to').selectOption('warn')
  await page.waitForSelector('.notice:has-text("The rule is to only warn in this sandbox.")')
  t.match(await ruleOf(person, 'visit.date-by-today'), { mode: 'warn', usualMode: 'enforce' })
  await click('button', 'Send its examples')
  await page.waitForSelector('.tried >> nth=1')
  t.match(await text('.tried'), /201 Created.*is in the future; today is 2026-03-02.*only warns/)
  await page.getByLabel('In this sandbox it is to').selectOption('off')
  await page.waitForSelector('.notice:has-text("not be judged")')
  await click('button', 'Send both again')
  await page.waitForSelector('.tried:has-text("The rule was not judged.")')
  await page.getByLabel('In this sandbox it is to').selectOption('enforce')
  await page.waitForSelector('.notice:has-text("The rule is to refuse in this sandbox, as usual.")')
  t.match(await ruleOf(person, 'visit.date-by-today'), { mode: 'enforce' })
})

/** A form, what came with the answer before, another API, a basket, and records that are validated. */
const kinds = [
  'esl.scope-of-an-environment', 'basket.can-be-booked', 'batch.within-the-limit', 'user.registered-first', 'token.account-enabled',
  'sdr.completion-unique', 'value.not-below-zero'
]

t.test('So do those of every kind of rule', async t => {
  const person = await sit(t, { path: '/#/rules' })
  const { page, click } = person
  const rules: Array<{ id: string, mode: string }> = await read(person, '/rules')
  const ofRecords = rules.filter(({ id }) => id.startsWith('sdr.'))
  const some = isThorough ? rules.filter((_, n) => n % 5 === 0) : rules.filter(({ id }) => kinds.includes(id))
  for (const { id, mode } of [...some, ofRecords[0]!, ofRecords.find(it => it.mode === 'warn')!]) {
    await page.evaluate(`location.hash = '#/rules/${id}'`)
    await page.waitForSelector(`.one code:text-is("${id}")`)
    await click('button', 'Send its examples')
    await page.waitForSelector('.tried >> nth=1')
    const [broken, kept] = await page.locator('.tried').allInnerTexts()
    const judged = id.startsWith('sdr.') ? 'The validation that follows finds:' : mode === 'enforce' ? /\n[45]\d\d/ : 'only warns'
    t.match(broken, judged, id)
    t.match(kept, /The rule holds|finds nothing wrong|has nothing against it/, id)
  }
})

t.test('A reading is chosen on the spot, and leads to the rules that depend on it', async t => {
  const person = await sit(t, { path: '/#/readings' })
  const { page, click, text, until } = person
  await page.waitForSelector('.reading')
  await page.getByLabel('Search').fill('second-local-id')
  await until('[role=status]', /^1 reading$/)
  t.match(await text('.reading'), /refused: a second one.* usual warned: it is only warned of Why “refused” is the usual one: /)
  await page.getByRole('radio', { name: /^warned/ }).check()
  await page.waitForSelector('.notice:has-text("“warned” is in force for second-local-id")')
  t.equal((await read(person, '/readings')).find((it: any) => it.id === 'second-local-id').inForce, 'warned')
  await page.getByLabel('Search').fill('')
  await page.getByLabel('only those that are not as usual').check()
  await until('[role=status]', /^1 reading$/)
  await click('link', 'learner.local-id-constant')
  await page.waitForSelector('.one')
  t.match(await text('.one .mode'), /only warn \(usual\)/)
  await click('link', /one local id/)
  await page.waitForSelector('.readings.single')
  t.ok(await page.getByRole('radio', { name: /^warned/ }).isChecked())
})

t.test('Coverage says what was met, and what is missing first', async t => {
  const { page, click, send, text } = await sit(t)
  await send('POST', visits, early)
  await send('GET', '/work-submission-api/v1.0/training-plans/DEMO-TP04')
  await send('GET', '/work-submission-api/v1.0/training-plans/DEMO-TP04')
  await click('link', 'Coverage')
  await page.waitForSelector('.covered')
  t.match(await text('.figures'), /^1 of \d+ rules were broken at least once \(0\.2 %\) 2 of \d+ operations were called$/)
  const [first, second] = await page.locator('.covered summary').allInnerTexts()
  t.match(first, /Get Training Plan[^]*200[^]*× 2[^]*0 of \d+ rules broken/)
  t.match(second, /Record a Visit[^]*400[^]*× 1[^]*1 of \d+ rules broken/)
  await page.locator('.covered summary').nth(1).click()
  const rows = await page.locator('.covered').nth(1).locator('tbody tr').allInnerTexts()
  t.match(rows.at(-1), /visit\.date-on-or-after-plan-signed\s+1 refused\s+never\s+never/, 'what was broken stands last')
  t.match(await text('.uncalled'), /^Education Sector Logon: 1/)
  await click('button', 'Reset the counts')
  await page.waitForSelector('main:has-text("Nothing was asked yet.")')
  await send('GET', '/accessplan/api/v1/users')
  await click('button', 'Look again')
  await page.waitForSelector('.covered:has-text("List Users")')
})

t.test('Without a contract it is said how to adopt one, and with one what is otherwise in it', async t => {
  const { page, click, server, text } = await sit(t, { path: '/#/contract' })
  await page.waitForSelector('.steps')
  t.match(await text('.lead'), /^No contract here/)
  t.match(await text('.curl'), `curl -X PUT ${server.url}/__admin/contract -H 'Content-Type: application/yaml'`)
  t.equal((await adoptPart(server)).status, 200)
  await page.reload()
  await page.waitForSelector('.drift')
  t.match(await text('main section'), /^Work Based Submissions 2\.0 In force for the Work Based Submissions API\. Operations that are the sandbox’s own: 1; of/)
  t.match(await page.locator('main h3').allInnerTexts(), [/^Mistakes: a page states what we have \(\d+\)$/, /^Guesses that were wrong \(\d+\)$/])
  t.match(await page.locator('.drift tr', { hasText: 'RecordVisit route' }).innerText(), /moved[^]*training-plans[^]*\/wbl\/v2\/plans/)
  await click('link', 'plan.exists')
  await page.waitForSelector('.one:has-text("plan.exists")')
})

t.test('What is not there is told of, and the ways on from the start lead to these pages, with a token, too', async t => {
  const { page, click } = await sit(t, { flags: { 'admin-token': 'open-sesame' } })
  await page.getByLabel('Admin token', { exact: true }).fill('open-sesame')
  await click('button', 'Go on')
  for (const [name, there] of [['Rules', '.entry'], ['Readings', '.reading'], ['Coverage', '.summary'], ['Contract', '.steps']] as const) {
    await page.locator('.ways').getByRole('link', { name }).click()
    await page.waitForSelector(there)
    await click('link', 'Start')
  }
  await page.evaluate("location.hash = '#/rules/nothing'")
  await page.waitForSelector('.bad:has-text("No rule “nothing” exists.")')
  await page.evaluate("location.hash = '#/readings/nothing'")
  await page.waitForSelector('.bad:has-text("No reading “nothing” exists.")')
})
