// Has the page Watch look on while 1,000 requests a second come, and says how long it was busy at a stretch and how its memory grew.
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
  const page = await (await browser.newContext({ viewport: { width: 1400, height: 900 } })).newPage()
  await page.goto(`${url}/#/watch`)
  await page.waitForSelector('.list-head')
  await page.evaluate('window.tasks = []; new PerformanceObserver(list => tasks.push(...list.getEntries().map(it => it.duration)))' +
    ".observe({ type: 'longtask' })")
  const devtools = await page.context().newCDPSession(page)
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
  const { requests } = await load(seconds)
  const clicked = performance.now()
  await page.getByRole('button', { name: 'Pause' }).click()
  const answered = performance.now() - clicked
  const tasks = await page.evaluate('tasks')
  const after = await heap()
  console.log(`${requests.total} requests in ${seconds} s (${Math.round(requests.average)} a second), ` +
    `of which the page was told of ${await page.locator('.list-head p').innerText()}`)
  console.log(`tasks over 50 ms: ${tasks.length}; the longest: ${tasks.length > 0 ? Math.round(Math.max(...tasks)) : 'under 50'} ms`)
  console.log(`a click was answered after ${Math.round(answered)} ms`)
  console.log(`heap of the page: ${before.toFixed(1)} MB before, ${after.toFixed(1)} MB after`)
} finally {
  await browser.close()
  server.kill()
}
