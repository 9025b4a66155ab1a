// Has the board of a class look on while thirty seats send ten requests a second each, and says how long the page and the server were busy.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chromium } from 'playwright-core'

const seconds = Number(process.env.BENCH_SECONDS ?? 60)
const count = Number(process.env.BENCH_SEATS ?? 30)
const rate = Number(process.env.BENCH_RATE ?? 10)
const port = 4978
const url = `http://127.0.0.1:${port}`
const headers = { authorization: 'Bearer demo-token-9001', eid: '9001', 'content-type': 'application/json' }

const flags = ['--port', String(port), '--log-level', 'silent']
const server = spawn(process.execPath, ['dist/cli.js', 'start', ...flags], { stdio: ['ignore', 'pipe', 'inherit'] })
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  await once(server.stdout, 'data')
  const ask = async (method, path, body) => (await fetch(`${url}/__admin${path}`, {
    method, headers: { 'content-type': 'application/json' }, ...body && { body: JSON.stringify(body) }
  })).json()
  const { id, seats } = await ask('POST', '/classes', { name: 'Bench', seats: count })
  const page = await (await browser.newContext({ viewport: { width: 1400, height: 900 } })).newPage()
  await page.goto(`${url}/#/class/${id}`)
  await page.waitForSelector('.board')
  await page.evaluate('window.tasks = []; new PerformanceObserver(list => tasks.push(...list.getEntries().map(it => it.duration)))' +
    ".observe({ type: 'longtask' })")
  const devtools = await page.context().newCDPSession(page)
  const heap = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1024 / 1024
  }
  const load = async (duration) => {
    const until = performance.now() + duration * 1000
    const took = []
    await Promise.all(seats.map(async ({ sandbox }, seat) => {
      await new Promise(resolve => { setTimeout(resolve, seat * 1000 / rate / count) })
      for (let n = 0; performance.now() < until; n++) {
        const next = performance.now() + 1000 / rate
        const plan = `${url}/sandboxes/${sandbox}/work-submission-api/v1.0/training-plans/DEMO-TP04`
        const visit = JSON.stringify({ visitLocalId: `V-${seat}-${n}`, visitDate: '2026-03-10' })
        const learner = JSON.stringify({ learnerLocalId: `L-${n}`, identity: { dateOfBirth: '2005-05-17', nameIdCode: 'WALKA' } })
        // Reads, what is refused, and what changes something, after which it is looked whether a task is done.
        const before = performance.now()
        const answer = n % 3 === 0
          ? fetch(plan, { headers })
          : n % 3 === 1
            ? fetch(`${plan}/visits`, { method: 'POST', headers, body: visit })
            : fetch(`${url}/sandboxes/${sandbox}/work-submission-api/v1.0/learners`, { method: 'POST', headers, body: learner })
        await (await answer).arrayBuffer()
        took.push(performance.now() - before)
        await new Promise(resolve => { setTimeout(resolve, Math.max(0, next - performance.now())) })
      }
    }))
    return took.sort((a, b) => a - b)
  }
  await load(5)
  const before = await heap()
  await page.evaluate('tasks.length = 0')
  const took = await load(seconds)
  const clicked = performance.now()
  await page.getByRole('checkbox', { name: '2', exact: true }).click()
  await page.waitForSelector('.board-actions:has-text("1 seat chosen")')
  const answered = performance.now() - clicked
  const tasks = await page.evaluate('tasks')
  const after = await heap()
  console.log(`${took.length} requests in ${seconds} s (${Math.round(took.length / seconds)} a second) of ${count} seats; ` +
    `half were answered within ${took[took.length >> 1].toFixed(1)} ms, 99 % within ${took[Math.floor(took.length * 0.99)].toFixed(1)} ms`)
  console.log(`tasks over 50 ms: ${tasks.length}; the longest: ${tasks.length > 0 ? Math.round(Math.max(...tasks)) : 'under 50'} ms`)
  console.log(`a click was answered after ${Math.round(answered)} ms`)
  console.log(`heap of the page: ${before.toFixed(1)} MB before, ${after.toFixed(1)} MB after`)
} finally {
  await browser.close()
  server.kill()
}
