import t from 'tap'
import { early, sit, visits } from './browser.ts'

t.test('Requests are seen as they come, newest first, and those from before', async t => {
  const { page, send, click } = await sit(t)
  await send('GET', '/accessplan/api/v1/users')
  await click('link', 'Watch')
  await page.waitForSelector('.row')
  await send('POST', visits, early)
  await page.waitForSelector('.row >> nth=1')
  const rows = (await page.locator('.row').allInnerTexts()).map(it => it.replace(/\s+/g, ' '))
  t.match(rows[0], /^400 RecordVisit POST \/work-submission-api\/v1\.0\/training-plans\/DEMO-TP04\/visits EID 9001 09:00:00 visit\.date-on-or-after-plan-signed$/)
  t.match(rows[1], /^401 ListUsers GET \/accessplan\/api\/v1\/users/)
})

t.test('They are filtered by API, caller, operation, status and rule', async t => {
  const { page, send, text } = await sit(t, { path: '/#/watch' })
  await page.waitForSelector('.list-head')
  await send('POST', visits, early)
  const plan = '/work-submission-api/v1.0/training-plans/DEMO-TP04'
  await send('GET', plan)
  await send('GET', plan, undefined, { Authorization: 'Bearer demo-token-9002', EID: '9002' })
  await send('GET', '/accessplan/api/v1/users', undefined, { Authorization: 'Bearer demo-api-key' })
  await page.waitForSelector('.row >> nth=3')
  const filters: Array<[string, string, RegExp[]]> = [
    ['API', 'accessplanit API Feeds', [/ListUsers/]],
    ['Caller', 'EID 9001', [/GetTrainingPlan/, /RecordVisit/]],
    ['Operation', 'RecordVisit', [/RecordVisit/]],
    ['Status', 'refused', [/RecordVisit/]],
    ['Status', '200', [/ListUsers/, /GetTrainingPlan/, /GetTrainingPlan/]]
  ]
  for (const [label, choice, expected] of filters) {
    await page.getByLabel(label, { exact: true }).selectOption({ label: choice })
    const rows = await page.locator('.row').allInnerTexts()
    t.match([rows.length, ...rows], [expected.length, ...expected], `${label} ${choice}`)
    await page.getByRole('button', { name: 'Show all' }).click()
  }
  await page.getByLabel('Rule').fill('plan-signed')
  t.match(await page.locator('.row').allInnerTexts(), [/RecordVisit/])
  t.equal(await text('.list-head p'), '1 of the last 4, 4 since you came')
  await page.getByLabel('Rule').fill('nothing')
  t.match(await text('.requests'), 'No request matches.')
})

t.test('The list can be held still, and one goes through it with the arrows', async t => {
  const { page, send, click, text, until } = await sit(t, { path: '/#/watch' })
  await page.waitForSelector('.list-head')
  for (let n = 0; n < 3; n++) await send('GET', '/accessplan/api/v1/users')
  await page.waitForSelector('.row >> nth=2')
  await click('button', 'Pause')
  await send('POST', visits, early)
  await page.waitForSelector('button:has-text("Go on (1 new)")')
  t.equal(await page.locator('.row').count(), 3)
  await click('button', /^Go on/)
  await page.waitForSelector('.row >> nth=3')
  t.match(await text('.row'), 'RecordVisit')
  await page.locator('.row').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await send('GET', '/accessplan/api/v1/venues')
  await until('.list-head p', /1 new while you go through them/)
  t.match(await text('.row'), 'RecordVisit', 'what was read stays where it was')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.explanation .verdict')
  t.match(await text('.explanation h2'), 'List Users: refused')
  await until('.row', /ListVenues/)
})

t.test('What only warns, what nothing knows and what is not allowed are explained', async t => {
  const { page, send, text } = await sit(t, { path: '/#/watch' })
  await page.waitForSelector('.list-head')
  await send('POST', visits, { ...early, visitDate: '2025-11-20', colour: 'blue' })
  await page.waitForSelector('.row .warned')
  await page.locator('.row').first().click()
  await page.waitForSelector('.explanation h3:has-text("Unusual")')
  t.match(await text('.explanation'), 'colour: this operation has no such member, so it was ignored')
  await send('GET', '/work-submission-api/v1.0/training-plans/DEMO-TP4')
  await page.waitForSelector('.row >> nth=1')
  await page.locator('.row').first().click()
  await page.waitForSelector('.explanation .verdict')
  t.match(await text('.verdict'), 'DEMO-TP04', 'what is most like it')
  t.match(await text('.explanation-head'), /^r-\d+ · sandbox default · 2 Mar 2026 09:00:00 · EID 9001 Close$/, 'which, where, when and by whom')
  t.match(await text('.explanation .curl'), /^curl .*http:\S+\/training-plans\/DEMO-TP4'.* Bearer '"\$authorization"/, 'and how to send it again')
})

t.test('A thousand requests at once leave a list of a bounded length, and one that still answers', async t => {
  const { page, send, text, until, click } = await sit(t, { path: '/#/watch' })
  await page.waitForSelector('.list-head')
  for (let n = 0; n < 40; n++) await Promise.all(Array.from({ length: 30 }, () => send('GET', '/accessplan/api/v1/users')))
  await until('.list-head p', /^1,000 requests, 1,200 since/)
  t.equal(await page.locator('.row').count(), 60)
  await click('button', 'Show more')
  t.equal(await page.locator('.row').count(), 120)
  await page.locator('.row').first().click()
  await page.waitForSelector('.explanation .verdict')
  t.match(await text('.explanation h2'), 'refused')
})
