import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import type { Listening } from '../harness.ts'
import { sit } from './browser.ts'

/** Stands before a server, and has it below a path of its own. */
async function proxy (t: Test, { url }: Listening, prefix: string): Promise<string> {
  const before = createServer((asked, reply) => {
    if (!asked.url!.startsWith(`${prefix}/`)) return reply.writeHead(404).end()
    const passed = request(`${url}${asked.url!.slice(prefix.length)}`, { method: asked.method!, headers: asked.headers }, answer => {
      reply.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(reply)
    })
    reply.on('close', () => passed.destroy())
    passed.on('error', () => reply.destroy())
    return asked.pipe(passed)
  })
  await new Promise<void>(resolve => { before.listen(0, '127.0.0.1', resolve) })
  t.teardown(() => {
    before.closeAllConnections()
    before.close()
  })
  return `http://127.0.0.1:${(before.address() as AddressInfo).port}`
}

t.test('The page works below a path that a proxy has it at, and so does that of a sandbox', async t => {
  const person = await sit(t, { root: server => proxy(t, server, '/tms/here'), path: '/tms/here/' })
  const { page, click, text } = person
  await person.send('POST', '/__admin/sandboxes', { id: 'class-a' }, {})
  await page.reload()
  await click('button', /^Send it: Record a visit/)
  await click('link', /^Why/)
  t.match(await text('.sentence'), 'is before the day')
  await page.getByLabel(/^Sandbox/).selectOption('class-a')
  await page.waitForURL(/\/tms\/here\/sandboxes\/class-a\/$/)
  await page.waitForSelector('.cards')
  await click('button', 'One day')
  await page.waitForSelector('.time:has-text("3 March 2026")')
  await click('button', /^Send it: Record a visit/)
  await click('link', /^Why/)
  t.match(await text('.sentence'), 'is before the day')
  await page.getByLabel(/^Sandbox/).selectOption('default')
  await page.waitForURL(/\/tms\/here\/sandboxes\/default\/$/)
  await page.waitForSelector('.time:has-text("2 March 2026")')
})

t.test('So does the documentation, where every API can be tried without a credential being typed', async t => {
  const person = await sit(t, { root: server => proxy(t, server, '/tms/here'), path: '/tms/here/' })
  const { page, send, click } = person
  await send('POST', '/__admin/sandboxes', { id: 'class-a' }, {})
  const asked: string[] = []
  page.on('request', request => { asked.push(new URL(request.url()).pathname) })
  await page.goto(page.url().replace(/#.*$/, '') + 'sandboxes/class-a/docs')
  for (const [title, operation] of [
    ['Work Based Submissions API', 'GetLearner'], ['accessplanit API v2', 'ListUserRecords'],
    ['tms-sandbox', 'GetClock']
  ] as const) {
    await page.locator('.topbar select, #select').selectOption({ label: title })
    await page.locator(`[id$='-${operation}'] .opblock-summary-control`).click()
    const block = page.locator(`[id$='-${operation}']`)
    await block.getByRole('button', { name: 'Execute' }).click()
    t.match(await block.locator('.live-responses-table tbody .response-col_status').innerText(), /^200/, title)
  }
  // Of the page before, the browser may still want the icon.
  t.same(asked.filter(path => !path.startsWith('/tms/here/sandboxes/class-a/') && !/\/__pages\/icon-\w+\.svg$/.test(path)), [])
  await click('link', '← tms-sandbox')
  await page.waitForURL(/\/tms\/here\/sandboxes\/class-a\/$/)
  await page.goto(page.url().replace(/#.*$/, '') + 'work-submission-api/v1.0?x=/y')
  await page.waitForURL(/\/tms\/here\/sandboxes\/class-a\/docs\/\?urls\.primaryName=Work/)
  await page.waitForSelector('.opblock')
  await page.goto(page.url().replace(/class-a.*/, 'class-b/'))
  await page.waitForURL(/\/tms\/here\/#\/gone\/class-b$/)
  await page.waitForSelector('h1:has-text("This sandbox is not there")')
})

t.test('The address of a sandbox needs no slash at its end', async t => {
  const { page } = await sit(t, { path: '/sandboxes/default' })
  await page.waitForSelector('.cards')
  t.match(page.url(), /\/sandboxes\/default\/$/)
})

t.test('Where the API asks for its token, so does the page: once', async t => {
  const { page, click, text } = await sit(t, { flags: { 'admin-token': 'open-sesame' } })
  const give = async (token: string) => {
    await page.getByLabel('Admin token', { exact: true }).fill(token)
    await click('button', 'Go on')
  }
  await give('wrong')
  await page.waitForSelector('#token-wrong:has-text("That was not the token.")')
  await page.keyboard.press('Escape')
  t.match(await text('dialog'), 'This sandbox asks for its admin token', 'there is no way around it')
  await give('open-sesame')
  await page.waitForSelector('.cards')
  await click('button', 'One day')
  await page.waitForSelector('.time:has-text("3 March 2026")')
  await page.reload()
  await page.waitForSelector('.cards')
  t.equal(await page.locator('dialog').count(), 0, 'it is kept for as long as the tab is open')
})

t.test('A server that goes is told of', async t => {
  const { page, server } = await sit(t, { flags: {} })
  await page.waitForSelector('.cards')
  t.equal(await page.locator('.lost').count(), 0)
  await server.stop()
  await page.waitForSelector('.lost:has-text("does not answer")')
})
