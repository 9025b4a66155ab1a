import t from 'tap'
import { sit } from './browser.ts'

t.test('From npm start to why a visit was refused, in three clicks', async t => {
  // The first is on the address that was printed.
  const person = await sit(t)
  await person.click('button', /^Send it: Record a visit/)
  t.match(await person.text('.answer'), /400 Bad Request/)
  await person.click('link', /^Why this answer/)
  t.equal(await person.text('.sentence'), 'visitDate 2025-11-11 is before the day the training plan was signed (2025-11-12).')
  const passes = 'A visitDate from 2025-11-12 to 2026-03-02 (today) passes, except 2025-12-02, 2026-01-16 and 2026-02-23.'
  t.match(await person.text('.passes'), passes)
  t.match(await person.text('.source'), 'record-a-visit-against-a-training-plan')
  t.match(await person.text('.curl'), /^curl -X POST 'http.*"visitDate":"2025-11-11"/)
  t.ok(1 + person.clicks <= 3, `${1 + person.clicks} clicks`)
  t.same(await person.page.locator('.verdict tbody :is(th, td)').allInnerTexts(), [
    'visitDate', '2025-11-11', 'the day the training plan was signed', '2025-11-12'
  ], 'a table beside the picture')
  const drawn = await person.page.locator('svg.values text').allTextContents()
  t.same(drawn.sort(), [
    '11 Nov 2025', '12 Nov 2025', '2 Mar 2026', 'the day the training plan was signed', 'today', 'visitDate'
  ], 'the value, the boundary, today')
})

t.test('The start says what runs here, how true it is, and where; every first call goes as it says', async t => {
  const { page, server, text } = await sit(t)
  await page.waitForSelector('.cards')
  t.match(await text('.how-true'), /Operations: 67 documented, 122 inferred/)
  const cards = page.locator('.cards .card')
  t.equal(await cards.count(), 6)
  t.match(await cards.nth(1).innerText(), `${server.url}/work-submission-api/v1.0`)
  t.match(await cards.nth(1).innerText(), 'demo-token-9001')
  for (const card of await cards.all()) {
    await card.locator('summary').click()
    for (const call of await card.locator('.call').all()) {
      const isRefused = (await call.innerText()).includes('(it is refused)')
      await call.getByRole('button').click()
      await call.locator('.answer').waitFor()
      t.match(await call.locator('.answer .status').innerText(), isRefused ? /^40[01]$/ : /^200$/, await call.locator('strong').innerText())
    }
  }
})

t.test('A button copies what stands beside it', async t => {
  const { page, server, click, text } = await sit(t, { browser: { permissions: ['clipboard-read', 'clipboard-write'] } })
  await click('button', 'Copy the base URL of Education Sector Logon')
  await page.waitForSelector('.notice')
  t.equal(await text('.notice [role=status]'), 'Copied the base URL of Education Sector Logon.')
  t.equal(await page.evaluate('navigator.clipboard.readText()'), `${server.url}/oauth2/access_token`)
})

t.test('The first page is light', async t => {
  const { page, server } = await sit(t)
  await page.waitForSelector('.cards')
  const fresh = await (await page.context().browser()!.newContext()).newPage()
  const listening = await fresh.context().newCDPSession(fresh)
  const loaded: number[] = []
  listening.on('Network.loadingFinished', ({ encodedDataLength }) => { loaded.push(encodedDataLength) })
  await listening.send('Network.enable')
  const before = performance.now()
  await fresh.goto(server.url)
  await fresh.waitForSelector('.cards')
  const took = Math.round(performance.now() - before)
  await fresh.waitForTimeout(500)
  const sum = loaded.reduce((all, one) => all + one, 0)
  t.comment(`The first page: ${loaded.length} answers, ${sum} bytes, usable after ${took} ms`)
  t.ok(sum > 10_000 && sum <= 120 * 1024, `${sum} bytes`)
})
