import t from 'tap'
import { isThorough } from '../effort.ts'
import { elide, page as pageOf } from '../house/walks.ts'
import { sit, type Person } from './browser.ts'

interface DemoAsTold {
  id: string
  title: string
  steps: Array<{ question: string | null, isGround: boolean, requests: Array<{ isShown: boolean, shown?: unknown }> }>
}

const read = async (send: Person['send'], path: string): Promise<any> => await (await send('GET', `/__admin${path}`, undefined, {})).json()

const demosOf = async ({ send }: Person): Promise<Array<{ id: string, title: string, steps: number }>> =>
  (await read(send, '/demos')).demos

const demoOf = async ({ send }: Person, id: string): Promise<DemoAsTold> =>
  await read(send, `/demos/${id}`)

const sandboxesOf = async ({ send }: Person): Promise<string[]> =>
  (await read(send, '/sandboxes')).sandboxes.map(({ id }: { id: string }) => id)

const answered = '.step.answered .came[aria-busy=false]'

/** Nothing was sent yet, and it can be. */
const ready = '.step:not(.answered) .came[aria-busy=false]'

/** Shows the answer of the step that is looked at. */
async function answer ({ page }: Person): Promise<void> {
  await page.locator('.demo-controls .primary').click()
  await page.waitForSelector(answered)
}

/** The bodies of the answers that are shown, those that are folded up, too. */
const bodies = async ({ page }: Person): Promise<unknown[]> =>
  (await page.locator('.came pre').allTextContents()).map(text => JSON.parse(text))

const ids = [
  'work-based', 'three-months', 'redundancy', 'forty-two-days', 'sdr', 'two-passes', 'basket', 'slow-agency'
]

t.test('There are eight demos, and the list says what each is about', async t => {
  const person = await sit(t, { path: '/#/demos' })
  await person.page.waitForSelector('.demos .card')
  t.same((await demosOf(person)).map(({ id }) => id), ids)
  t.equal(await person.page.locator('.demos .card').count(), ids.length)
  t.match(await person.text('.demos .card'), /^An apprenticeship, from start to grace A learner, a training agreement.* 15 steps$/)
})

// The walks that they are made of are tested all the same.
for (const id of isThorough ? ids : ['three-months', 'basket']) {
  t.test(`Clicked through from start to end: ${id}`, async t => {
    const person = await sit(t, { path: `/#/demos/${id}` })
    const demo = await demoOf(person, id)
    const steps = demo.steps.slice(demo.steps.findIndex(({ isGround }) => !isGround))
    await person.page.waitForSelector('.step')
    for (const [n, { question, requests }] of steps.entries()) {
      await person.page.waitForSelector(`.progress:has-text("Step ${n + 1} of ${steps.length}")`)
      t.equal(await person.page.locator('.question').count(), question === null ? 0 : 1)
      t.equal(await person.page.locator('.answer').count(), 0, 'the class is asked first')
      await answer(person)
      const shown = requests.filter(({ isShown }) => isShown).map(request => request.shown)
      const came = await bodies(person)
      t.same(came.map((it, i) => elide(it, shown[i] ?? '…')), shown.map(it => it ?? '…'), `step ${n + 1} answers what the walk shows`)
      if (n < steps.length - 1) await person.click('button', /^Next$/)
    }
    t.equal((await sandboxesOf(person)).length, 2)
    t.equal((await read(person.send, '/requests')).total, 0, 'nobody else is asked anything')
    await person.click('link', 'All demos')
    await person.page.waitForSelector('.cards.demos')
    await gone(person)
    t.same(await sandboxesOf(person), ['default'], 'its sandbox is gone')
  })
}

/** What is deleted as somebody leaves goes a little later. */
async function gone (person: Person, left = 1): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end && (await sandboxesOf(person)).length > left;) await person.page.waitForTimeout(50)
}

t.test('A refusal is shown with its rule, what is told of with its name, and what changed in a table', async t => {
  const person = await sit(t, { path: '/#/demos/three-months' })
  const { page, text, click } = person
  await page.waitForSelector('.step')
  await answer(person)
  t.match(await text('.changes'), 'Nothing: the records are as they were.')
  t.match(await text('.came mark'), '"trainingAgreementStatus": "Active"', 'what the story names is marked')
  await click('button', /^Next$/)
  t.equal(await text('.question'), 'It is 2 March. Will TEC take a hold from 1 December?')
  await answer(person)
  t.match(await text('.sentence'), 'pauseDate 2025-12-01 is before the day three months ago (2025-12-02)')
  t.ok(await page.locator('.came svg.values').count() > 0, 'drawn')
  t.match(await text('.remark'), 'Three months back from 2 March is 2 December')
  await click('button', /^Next$/)
  await answer(person)
  t.match(await text('.changes > table'), /training agreement DEMO-TA04 status Active Hold/)
  t.match(await text('.changes > table'), /enrolment DEMO-E04 status Active Hold/)
  t.match(await text('.news h4'), 'Learner DEMO-L04')
  t.ok(await page.locator('.news .time-line .new').count() >= 2, 'the hold is marked in the picture, of the agreement and of the enrolment')
  await click('button', /^Next$/)
  await answer(person)
  t.match(await text('.changes'), 'It was Monday, 2 March 2026, and is Sunday, 31 May 2026.')
  t.match(await text('.demo-time'), 'Sunday, 31 May 2026')
  t.match(await text('.time'), 'Monday, 2 March 2026', 'the clock of the sandbox itself stands')
})

t.test('What is changed is sent, again from where the step began, and what came after it has not been', async t => {
  const person = await sit(t, { path: '/#/demos/three-months' })
  const { page, text, click } = person
  await page.waitForSelector('.step')
  for (let n = 0; n < 3; n++) {
    await answer(person)
    await click('button', /^Next$/)
  }
  await click('button', 'Back')
  t.match(await text('.came'), 'DEMO-TA04', 'what was answered is still there')
  await click('button', 'Back')
  await page.getByLabel('Body of request 1').fill('{ "pauseDate": "2025-12-24", "onHoldReasonCode": "OV" }')
  await click('button', 'Send it again from here')
  await page.waitForSelector('.came .status.good')
  t.match(await text('.changes > table'), /training agreement DEMO-TA04 status Active Hold.* pauseDate – 2025-12-24/, 'not from 2 December')
  await click('button', /^Next$/)
  await page.waitForSelector('.step:not(.answered)')
  await click('button', 'Start again')
  await page.waitForSelector('.progress:has-text("Step 1 of")')
  await page.waitForSelector(ready, { state: 'attached' })
  await answer(person)
  t.match(await text('.came pre'), '"Active"')
  await gone(person, 2)
  t.equal((await sandboxesOf(person)).length, 2, 'that of the start is gone')
})

t.test('By the keys alone, and in full screen', async t => {
  const person = await sit(t, { path: '/#/demos/forty-two-days' })
  const { page, text } = person
  await page.waitForSelector('.step')
  const press = async (key: string, then: string) => {
    await page.keyboard.press(key)
    await page.waitForSelector(then)
  }
  await page.waitForSelector(ready, { state: 'attached' })
  await press('ArrowRight', answered)
  await press('PageDown', '.progress:has-text("Step 2")')
  await press('ArrowRight', answered)
  await press('ArrowRight', '.progress:has-text("Step 3")')
  await press('ArrowLeft', '.progress:has-text("Step 2")')
  await press('PageUp', '.progress:has-text("Step 1")')
  await press('f', '.demo:fullscreen')
  t.match(await text('.step'), 'It is the 42nd day. Is she still in grace?')
  await page.keyboard.press('f')
  await page.waitForSelector('.demo:not(:fullscreen)')
  await page.keyboard.press('Home')
  await page.waitForSelector('.progress:has-text("Step 1")')
  await page.waitForSelector(ready, { state: 'attached' })
  await page.getByLabel('Path of request 1').press('ArrowRight')
  t.equal(await page.locator('.answer').count(), 0, 'who writes needs the keys')
  await page.locator('.keys summary').click()
  await page.getByLabel('F is a key').uncheck()
  await page.locator('.keys summary').press('f')
  t.equal(await page.locator('.demo:fullscreen').count(), 0, 'and who speaks to the computer, the letters')
})

t.test('A demo that is not there is told of', async t => {
  const { page, text } = await sit(t, { path: '/#/demos/nothing' })
  await page.waitForSelector('.bad')
  t.match(await text('.bad'), 'No demo "nothing" exists.')
})

/** As somebody writes it who has read the chapter for trainers, and nothing else. */
const ownDemo = `# The same visit twice

What comes of it when two people report the same visit.

## The day
\`\`\`sh
curl -s -X PUT localhost:4010/__admin/clock --json '{"mode": "frozen", "now": "2026-03-02T09:00"}'
VISITS=localhost:4010/work-submission-api/v1.0/training-plans/DEMO-TP04/visits
ME="Authorization: Bearer demo-token-9001"
\`\`\`

## Two people at work
Aroha reports the visit of today, and so does Tama, under another id.

> Will TEC take both?
\`\`\`sh
curl -s $VISITS -H "$ME" -H "EID: 9001" --json '{ "visitLocalId": "AROHA-1", "visitDate": "2026-03-02" }'
curl -s $VISITS -H "$ME" -H "EID: 9001" --json '{ "visitLocalId": "TAMA-1", "visitDate": "2026-03-02" }'
\`\`\`
> One visit a day is enough: \`AROHA-1\` was first.
`

t.test('A demo that a trainer wrote in 20 lines is played, and one that goes wrong takes nothing with it', async t => {
  t.ok(ownDemo.trim().split('\n').length <= 21, 'with an empty line between its steps')
  const folder = t.testdir({ 'twice.md': ownDemo, 'wrong.md': '# Wrong\n\n```sh\ncurl -s $API\n```\n' })
  const person = await sit(t, { path: '/#/demos', flags: { demos: folder } })
  const { page, click, text } = person
  await page.waitForSelector('.demos .card')
  t.match(await text('.callout'), /1 file cannot be played: .*wrong\.md:4 \$API is nothing here/)
  t.equal(await page.locator('.demos .card').count(), ids.length + 1)
  await click('link', 'The same visit twice')
  await page.waitForSelector('.step')
  t.equal(await text('.progress'), 'Step 1 of 1')
  t.equal(await text('.question'), 'Will TEC take both?')
  await page.waitForSelector(ready, { state: 'attached' })
  await answer(person)
  t.same(await page.locator('.came .answer .status').allInnerTexts(), ['201', '400'])
  t.match(await text('.came mark'), 'AROHA-1')
  t.match(await text('.changes > table'), /visit AROHA-1 \/ DEMO-TP04/)
  t.match(await text('.remark'), 'One visit a day is enough')
})

t.test('So is the one that the chapter for trainers shows', async t => {
  const [, name, example] = /`([\w-]+\.md)`:\n\n````markdown\n(.*?)````/s.exec(pageOf('docs/pages.md'))!
  const person = await sit(t, { path: `/#/demos/${name!.replace('.md', '')}`, flags: { demos: t.testdir({ [name!]: example! }) } })
  await person.page.waitForSelector(ready, { state: 'attached' })
  await answer(person)
  t.match(await person.text('.came mark'), '2025-11-20')
  t.match(await person.text('.remark'), 'It takes 2025-11-20')
})
