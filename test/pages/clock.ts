import t from 'tap'
import { sit } from './browser.ts'

t.test('The time of the sandbox is in sight on every page, and goes on by its clock', async t => {
  const { page, click, text, until } = await sit(t)
  const time = () => text('.time')
  await until('.time', /^Monday, 2 March 2026 09:00:00 frozen/)
  await click('button', 'One day')
  await page.waitForSelector('.time:has-text("Tuesday, 3 March 2026")')
  t.match(await text('.notice'), /grace of DEMO-TA\d+ runs out/, 'what fell due on the way is told')
  await click('link', 'Watch')
  await click('button', 'One week')
  await page.waitForSelector('.time:has-text("Tuesday, 10 March 2026")')
  await click('button', 'Let it run')
  await page.waitForSelector('.time:has-text("running")')
  t.notMatch(await time(), / 09:00:02/)
  await until('.time', / 09:00:02/)
  await click('button', 'Freeze')
  await page.waitForSelector('.time:has-text("frozen")')
})

t.test('All pages can be seen and pressed in the head, however wide the window or long a name, and nothing goes sideways', async t => {
  const { page, send } = await sit(t)
  await send('POST', '/__admin/sandboxes', { id: 'monday-morning-in-dunedin-12' })
  await page.reload()
  await page.waitForSelector('.cards')
  await page.waitForSelector('option:has-text("dunedin")', { state: 'attached' })
  for (const [width, most] of [[1400, 95], [1100, 130], [900, 130], [700, 190], [390, 240], [320, 280]] as const) {
    await page.setViewportSize({ width, height: 900 })
    const { outside, height, sideways } = await page.evaluate(`(() => ({
      outside: [...document.querySelectorAll('header nav a')].filter(it => {
        const { left, right, height } = it.getBoundingClientRect()
        return left < 0 || right > innerWidth || height < 24 || height > 40
      }).map(it => it.textContent),
      height: document.querySelector('header').offsetHeight,
      sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth
    }))()`) as { outside: string[], height: number, sideways: number }
    t.same([outside, sideways], [[], 0], `${width} pixels wide`)
    t.ok(height <= most, `${width} pixels wide, it is ${height} high`)
  }
})

t.test('The next moment is named, and gone to', async t => {
  const { page, click, text } = await sit(t)
  await page.waitForSelector('button.next')
  t.match(await text('.next'), /^Next moment grace of DEMO-TA\d+ runs out on \d+ March$/)
  const day = /on (\d+ March)$/.exec(await text('.next'))![1]!
  await click('button', /^Next moment/)
  await page.waitForSelector(`.time:has-text("${day} 2026")`)
  t.match(await text('.notice'), /^On the way: grace of DEMO-TA\d+ runs out/)
})

t.test('A clock that a program moves is seen to have moved', async t => {
  const { page, send, text } = await sit(t)
  await page.waitForSelector('.time:has-text("2 March 2026")')
  await send('POST', '/__admin/clock/advance', { to: '2026-04-05T12:00' }, {})
  await page.waitForSelector('.time:has-text("Sunday, 5 April 2026")')
  t.match(await text('.time'), /Sunday, 5 April 2026/)
})

t.test('A reset asks first', async t => {
  const { page, click, send, text } = await sit(t, { path: '/#/watch' })
  await send('GET', '/accessplan/api/v1/users')
  await page.waitForSelector('.row')
  await click('button', 'One day')
  await page.waitForSelector('.time:has-text("3 March")')
  await click('button', 'Reset…')
  t.match(await text('dialog'), /^Reset the sandbox “default”\?/)
  await page.keyboard.press('Escape')
  await page.waitForSelector('dialog', { state: 'detached' })
  t.match(await text('.time'), '3 March', 'nothing was done')
  await click('button', 'Reset…')
  await page.locator('dialog').getByRole('button', { name: 'Reset' }).click()
  await page.waitForSelector('.time:has-text("2 March")')
  await page.waitForSelector('.row', { state: 'detached' })
  t.match(await text('.notice'), 'as it was at the start')
})
