import type { Page } from 'playwright-core'
import t from 'tap'
import { sit, type Person } from './browser.ts'

const plans = '/work-submission-api/v1.0/training-plans/DEMO-TP04/visits'
const agreement = '/work-submission-api/v1.0/training-agreements/DEMO-TA04'

/** The names of the marks and bars that lead to a request. */
const linked = ({ page }: Person) => page.locator('.time-line a.made').evaluateAll(all => all.map(it => it.getAttribute('aria-label')))

/** Names of marks that stand upon one another. */
const overlaps = (page: Page): Promise<string[]> => page.locator('.mark-label').evaluateAll(all => all.flatMap((one, n) => all.slice(n + 1)
  .filter(other => {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()]
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
  })
  .map(other => `${one.textContent} and ${other.textContent}`)))

t.test('A learner is looked for, and seen as a life on a line that changes as requests come', async t => {
  const person = await sit(t, { path: '/#/records' })
  const { page, send, text, until, click } = person
  await page.waitForSelector('.subjects a')
  await page.getByLabel('Search').fill('l04')
  await until('.listed [role=status]', /^2 learners/)
  await page.locator('.listed select').selectOption('EID 9001')
  await until('.listed [role=status]', /^1 learner$/)
  await page.locator('.subjects a').click()
  await page.waitForSelector('.time-line svg')
  t.equal(await text('.picture h2'), 'Learner DEMO-L04')
  t.equal(await page.evaluate('document.activeElement.tagName'), 'H2', 'who opens it goes on reading there')
  t.same(await linked(person), [], 'what the fixture has, nobody asked for')
  await send('PUT', `${agreement}/hold`, { pauseDate: '2026-02-20', onHoldReasonCode: 'PL' })
  await send('POST', plans, { visitLocalId: 'V-9', visitDate: '2026-02-18' })
  await page.waitForSelector('.time-line a.made >> nth=2')
  t.match((await linked(person)).sort(), [
    /^Hold: Parental leave \(PL\), with its agreement.*since 20 Feb 2026\. Made by request r-\d+$/, /^Hold: Parental leave \(PL\)\. since/,
    /^Visit V-9\. 18 Feb 2026\. Made by request r-\d+$/
  ])
  t.match(await text('.figure > p'), 'Agreement DEMO-TA04 is Hold since 2026-02-20.')
  await page.locator('.time-line a.made').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForSelector('.explanation h2:not(:has-text("One moment"))')
  t.match(await text('.explanation h2'), /accepted/)
  await page.goBack()
  await page.waitForSelector('.time-line svg')
  await click('button', 'One week')
  await page.waitForSelector('.time-line .today text:has-text("9 Mar 2026")')
  for (const width of [390, 1400]) {
    await page.setViewportSize({ width, height: 844 })
    t.ok((await page.locator('.time-line .scrolls .bar').first().boundingBox())!.width > 20, `bars are seen, ${width} pixels wide`)
    for (const end = Date.now() + 5000; (await overlaps(page)).length > 0 && Date.now() < end;) await page.waitForTimeout(50)
    t.same(await overlaps(page), [], `no name stands upon another, ${width} pixels wide`)
  }
})

t.test('The same stands in a table, which can be copied into a spreadsheet', async t => {
  const { page, click, text } = await sit(t, {
    path: '/#/records/learners/9001%3ADEMO-L07', browser: { permissions: ['clipboard-read', 'clipboard-write'] }
  })
  await page.waitForSelector('.time-line svg')
  await page.locator('.figure summary').click()
  const rows = await page.locator('.as-table tbody tr').allInnerTexts()
  t.match(rows.find(it => it.includes('Grace')), /^Agreement DEMO-TA07\s+Grace\s+2026-02-20\s+goes on\s+Grace: Redundancy \(RD\)/)
  await click('button', /^Copy the table/)
  await page.waitForSelector('.notice:has-text("Copied the table")')
  const copied = String(await page.evaluate('navigator.clipboard.readText()')).split('\n')
  t.equal(copied[0], 'Of\tWhat\tFrom\tTo\tIn words')
  t.equal(copied.length, rows.length + 1)
  t.match(await text('.legend'), /Grace.*42 days/)
})

t.test('A return is seen with its records and what its validation found', async t => {
  const { page, send, text, until } = await sit(t, { path: '/#/records/returns/9001%3A202602' })
  await page.waitForSelector('.time-line svg')
  t.match(await text('.figure > p'), 'Nobody has asked for a token')
  const sdr = '/submissions/v1.0'
  const { submissionToken } = await (await send('POST', `${sdr}/token/202602`)).json() as { submissionToken: string }
  const learner = { localId: 'L1', studentIdentificationCode: 'S1', gender: 'F', dateOfBirth: '2005-05-17T00:00:00+12:00' }
  const content = [{ ...learner, nameIdCode: 'WALKA', ethnicity: ['111'], countryOfCitizenship: 'NZL' }]
  await send('PUT', `${sdr}/learners`, { submissionToken, content })
  await send('POST', `${sdr}/validation/${submissionToken}`)
  await page.waitForSelector('.count-title:has-text("Second pass")')
  t.match(await text('.count-group:has-text("First pass")'), /364/)
  t.match(await text('.count-group:has-text("Second pass")'), 'does not run as long as the first finds errors')
  await until('.figure:has-text("Validation runs") tbody', /Rejected/)
  t.match(await text('.figure:has-text("Records by collection") li'), 'Learners 1 record')
})

t.test('Courses are seen on a calendar, month by month, and each with who is on it', async t => {
  const { page, click, text, until } = await sit(t, { path: '/#/records/courses' })
  await page.waitForSelector('.calendar .entry')
  t.match(await text('.calendar .month'), 'March 2026')
  t.equal(await page.evaluate("getComputedStyle(document.querySelector('.entry')).display"), 'block', 'as no other page has it')
  t.match(await text('.entry:has-text("Minute Taking")'), '6/6 places taken +2 waiting · Available')
  await click('button', 'Month after')
  await until('.calendar .month', /^April 2026$/)
  await click('button', 'This month')
  await page.locator('.entry', { hasText: 'Minute Taking' }).click()
  await page.waitForSelector('.figure:has-text("Waiting list")')
  t.match(await text('.figure:has-text("Places")'), '6 of 6 places taken, 2 waiting')
  t.match(await page.locator('.figure', { has: page.locator('h3:text-is("Waiting list")') }).innerText(), /1\s+Mei Rangi/)
})
