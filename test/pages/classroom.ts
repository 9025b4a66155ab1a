import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import t from 'tap'
import { sit, type Person } from './browser.ts'

const token = 'token-of-the-trainer'

const asTrainer = { Authorization: `Bearer ${token}` }

/** Another person at another browser, as nothing is shared with the first. */
async function another ({ page, server }: Person, path = '/#/seat'): Promise<Page> {
  const other = await (await page.context().browser()!.newContext({ viewport: { width: 1400, height: 900 } })).newPage()
  other.setDefaultTimeout(15_000)
  await other.goto(`${server.url}${path}`)
  return other
}

async function enter (page: Page, code: string): Promise<void> {
  await page.getByLabel('The code from your trainer').fill(code)
  await page.getByRole('button', { name: 'Go in' }).click()
}

t.test('A class of three: two trainees act, the board shows it, the trainer steps in, and the results are saved', async t => {
  const person = await sit(t, { path: '/#/class', flags: { 'admin-token': token } })
  const { page, click, text, until, server } = person
  await page.getByLabel('Admin token', { exact: true }).fill(token)
  await click('button', 'Go on')
  await page.getByLabel('Name').fill('Monday')
  await page.getByLabel('Seats').fill('3')
  await click('button', 'Open the class')
  await page.waitForSelector('.board')
  t.equal(await page.locator('.board tbody tr').count(), 3)
  t.match(await text('.entrance'), `Trainees come in at ${server.url}/#/seat`)
  const codes = await page.locator('.seat-code').allInnerTexts()

  const [mere, tom] = await Promise.all([another(person), another(person)])
  t.teardown(() => Promise.all([mere, tom].map(it => it.context().close())))
  t.equal(await mere.locator('.time-bar, nav a, .switch:has-text("Sandbox")').count(), 0, 'at the entrance there is nothing else')
  await enter(mere, 'K7QM')
  await mere.waitForSelector('#code-wrong:has-text("eight letters and digits")')
  await enter(mere, 'AAAA-AAAA')
  await mere.waitForSelector('#code-wrong:has-text("No seat has the code")')
  await enter(mere, codes[0]!.toLowerCase().replace('-', ' '))
  await enter(tom, codes[1]!)
  await Promise.all([mere, tom].map(it => it.waitForSelector('.tasks')))
  t.match(await mere.locator('h1').innerText(), 'Seat 1 of Monday')
  t.same(await mere.locator('header nav a').allInnerTexts(), ['Start', 'Watch', 'Records', 'My seat', 'Docs'])
  t.equal(await mere.locator('.switch:has-text("Sandbox")').count(), 0, 'a trainee is told of no other sandbox')
  await mere.getByLabel('Your name').fill('Mere')
  await mere.getByRole('button', { name: 'Save' }).click()
  await until('.board tbody tr', /1 Mere/)

  const board = (n: number) => `.board tbody tr:nth-child(${n})`
  for (const one of [mere, tom]) {
    await one.getByRole('button', { name: 'Send it' }).first().click()
    await one.waitForSelector('.came .sentence')
  }
  await until(board(1), /Report the missing visit 400 POST …\/DEMO-TP04\/visits visit\.date-by-today/)
  await until(board(2), /visit\.date-by-today/)
  await mere.locator('.task textarea').first().fill('{ "visitLocalId": "V-FORM", "visitDate": "2026-02-10" }')
  await mere.getByRole('button', { name: 'Send it again' }).first().click()
  await mere.waitForSelector('.task.done:has-text("Report the missing visit")')
  t.match(await mere.locator('.seat-head').innerText(), '1 of 3 tasks done.')
  t.ok(await mere.locator('.task-step:has-text("Fix it")').isVisible(), 'the next one opens')
  await until(board(1), /Fix the refused agreement 201/)
  t.equal(await page.getByRole('img', { name: '1 of 3 done' }).count(), 1)
  t.match(await text(board(3)), /^3 \S+ Copy Report the missing visit – – 2 Mar 2026 Look on/)

  await page.getByRole('checkbox', { name: '2', exact: true }).check()
  await page.waitForSelector('.board-actions:has-text("For 1 seat chosen")')
  await page.getByLabel('A fault for every request').selectOption('unavailable')
  await click('button', 'Add the fault')
  await until(board(2), /unavailable/)
  await tom.getByRole('button', { name: 'Send it again' }).first().click()
  await tom.waitForSelector('.came .status:has-text("503")')
  await until(board(2), /503/)
  await click('button', 'No faults')
  await page.getByRole('checkbox', { name: '2', exact: true }).uncheck()
  await page.locator('.board-actions').getByRole('button', { name: 'One day' }).click()
  for (const n of [1, 2, 3]) await until(board(n), /3 Mar 2026/)
  await tom.waitForSelector('.time:has-text("3 March 2026")')
  await page.locator('.board-actions').getByRole('button', { name: 'Reset…' }).click()
  await page.locator('dialog').getByRole('button', { name: 'Reset' }).click()
  for (const n of [1, 2, 3]) await until(board(n), /2 Mar 2026/)
  await until(board(1), /Fix the refused agreement/)

  const [looking] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: /^Look on at seat 1/ }).click()])
  await looking.waitForSelector('.list-head')
  t.match(looking.url(), /\/sandboxes\/monday-1-\w+\/#\/watch$/, 'and is not asked for the token again')
  t.equal(await looking.locator('dialog').count(), 0)

  const [download] = await Promise.all([page.waitForEvent('download'), click('button', 'Results as CSV')])
  t.equal(download.suggestedFilename(), 'monday.csv')
  t.match(readFileSync((await download.path())!, 'utf8').split('\r\n')[1],
    /^1,Mere,missing-visit,Report the missing visit,20[^,]+,2,visit\.date-by-today 1$/)

  await click('button', 'Close the class…')
  await click('button', 'Close it')
  await page.waitForSelector('.open-class')
  await mere.waitForSelector('#code-wrong:has-text("the class is over")')
  await tom.reload()
  await tom.waitForSelector('h1:has-text("This sandbox is not there"), #code-wrong:has-text("the class is over")')
  await looking.reload()
  await looking.waitForSelector('h1:has-text("This sandbox is not there")')
  await looking.getByRole('link', { name: 'To the start' }).click()
  await looking.waitForSelector('.cards')
  t.same((await (await person.send('GET', '/__admin/sandboxes', undefined, asTrainer)).json() as any).total, 1)
})

t.test('A trainee is nowhere but at their own seat, whatever address they go to', async t => {
  const person = await sit(t)
  const { page, server } = person
  const { seats: [one, two] } = await (await person.send('POST', '/__admin/classes', { name: 'Monday', seats: 2 }, {})).json() as any
  await page.goto(`${server.url}/#/seat`)
  await enter(page, one.code)
  await page.waitForSelector('.tasks')
  for (const path of ['/', `/sandboxes/${two.sandbox}/#/watch`, '/#/class']) {
    await page.goto(`${server.url}${path}`)
    await page.waitForURL(`**/sandboxes/${one.sandbox}/#/seat`)
    await page.waitForSelector('.tasks')
  }
  await page.locator('.addresses summary').click()
  t.match(await person.text('.addresses'), `${server.url}/sandboxes/${one.sandbox}/work-submission-api`)
  await person.click('button', 'Leave this seat')
  await page.waitForSelector('.entrance-form')
})
