// Opens the first page in browsers that were never there, and says after how long it can be used; then has the page Watch look on while
// 1,000 requests a second come, and says how long it was busy at a stretch and how its memory grew.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import autocannon from 'autocannon'
import { chromium } from 'playwright-core'

const seconds = Number(process.env.BENCH_SECONDS ?? 60)
const rate = Number(process.env.BENCH_RATE ?? 1000)
const port = 4977
const url = `http://127.0.0.1:${port}`

const flags = ['--port', String(port), '--log-level', 'silent']
const server = spawn(process.execPath, ['dist/cli.js', 'start', ...flags], { stdio: ['ignore', 'pipe', 'inherit'] })
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  await once(server.stdout, 'data')
  await openFirstPage()
  const page = await (await browser.newContext({ viewport: { width: 1400, height: 900 } })).newPage()
  await page.goto(`${url}/#/watch`)
  await page.waitForSelector('.list-head')
  await page.evaluate('window.tasks = []; new PerformanceObserver(list => tasks.push(...list.getEntries().map(it => it.duration)))' +
    ".observe({ type: 'longtask' })")
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const heap = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1024 / 1024
  }
  const load = (duration) => autocannon({
    url: `${url}/work-submission-api/v1.0/training-plans/DEMO-TP04`,
    headers: { authorization: 'Bearer demo-token-9001', eid: '9001' },
    connections: 10,
    overallRate: rate,
    duration
  })
  // What the list holds in the end it holds after a few seconds.
  await load(5)
  const before = await heap()
  await page.evaluate('tasks.length = 0')
  const busyBefore = await busyFor(devtools)
  const { requests } = await load(seconds)
  const busy = await busyFor(devtools) - busyBefore
  const clicked = performance.now()
  await page.getByRole('button', { name: 'Pause' }).click()
  const answered = performance.now() - clicked
  const tasks = await page.evaluate('tasks')
  const after = await heap()
  console.log(`${requests.total} requests in ${seconds} s (${Math.round(requests.average)} a second), ` +
    `of which the page was told of ${await page.locator('.list-head p').innerText()}`)
  console.log(`tasks over 50 ms: ${tasks.length}; the longest: ${tasks.length > 0 ? Math.round(Math.max(...tasks)) : 'under 50'} ms`)
  console.log(`the page was busy for ${Math.round(busy / seconds * 100)} % of the time`)
  console.log(`a click was answered after ${Math.round(answered)} ms`)
  console.log(`heap of the page: ${before.toFixed(1)} MB before, ${after.toFixed(1)} MB after`)
} finally {
  await browser.close()
  server.kill()
}

/* global MutationObserver, requestAnimationFrame */

/** The server is warm after the first; each browser context has nothing of the page yet. */
async function openFirstPage () {
  const opened = []
  for (let n = 0; n < 10; n++) {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Performance.enable')
    await page.addInitScript(() => {
      // Usable: the cards are there, and have been painted.
      new MutationObserver((_changes, observer) => {
        if (!document.querySelector('.cards')) return
        observer.disconnect()
        requestAnimationFrame(() => setTimeout(() => { window.usableAfter = performance.now() }))
      }).observe(document, { childList: true, subtree: true })
    })
    await page.goto(url)
    // The policy of the page allows no expression that would wait in it.
    while (await page.evaluate('window.usableAfter') === undefined) await page.waitForTimeout(20)
    opened.push({ usable: await page.evaluate('window.usableAfter'), busy: await busyFor(devtools) * 1000 })
    await context.close()
  }
  const [, ...warm] = opened
  const figure = (name) => warm.map(it => it[name]).sort((a, b) => a - b)
  const [usable, busy] = [figure('usable'), figure('busy')]
  console.log(`the first page can be used after ${Math.round(usable[4])} ms (${Math.round(usable[0])} to ${Math.round(usable.at(-1))}), ` +
    `of which the page is busy for ${Math.round(busy[4])}`)
}

/** For how long a page was busy since it is measured, in seconds. */
async function busyFor (devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration').value
}
