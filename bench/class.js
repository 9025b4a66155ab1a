import { setTimeout as pause } from 'node:timers/promises'
import { lookOn, openPage, withBrowser } from './harness/browser.js'
import { runBench } from './harness/bench.js'
import { askJson } from './harness/servers.js'
import { credentials } from './work-based/prepare.js'

// Has the board of a class look on while thirty seats send ten requests a second each, and says how long the page and the server were
// busy. node bench/class.js
await runBench('class', { seconds: 60, seats: 30, rate: 10 }, ({ seconds, seats: count, rate }) => withBrowser(async ({ url }, browser) => {
  const { id, seats } = await askJson(`${url}/__admin/classes`, 'POST', { name: 'Bench', seats: count })
  const board = await openPage(browser)
  const { page } = board
  await page.goto(`${url}/#/class/${id}`)
  await page.waitForSelector('.board')
  const load = async (duration) => {
    const until = performance.now() + duration * 1000
    return (await Promise.all(seats.map(({ sandbox }, seat) => sendAs(seat, `${url}/sandboxes/${sandbox}`, { count, rate, until })))).flat()
  }
  const { result: took, lines } = await lookOn(board, seconds, load, async () => {
    await page.getByRole('checkbox', { name: '2', exact: true }).click()
    await page.waitForSelector('.board-actions:has-text("1 seat chosen")')
  })
  took.sort((a, b) => a - b)
  const sent = `${took.length} requests in ${seconds} s (${Math.round(took.length / seconds)} a second) of ${count} seats; ` +
    `half were answered within ${took[took.length >> 1].toFixed(1)} ms, 99 % within ${took[Math.floor(took.length * 0.99)].toFixed(1)} ms`
  return { lines: [sent, ...lines] }
}))

/** Sends what a seat does, so many a second, and answers what each took in ms. */
async function sendAs (seat, url, { count, rate, until }) {
  const headers = { ...credentials, 'content-type': 'application/json' }
  const took = []
  await pause(seat * 1000 / rate / count)
  for (let n = 0; performance.now() < until; n++) {
    const next = performance.now() + 1000 / rate
    const { path, ...request } = requestOf(seat, n)
    const before = performance.now()
    await (await fetch(`${url}/work-submission-api/v1.0${path}`, { headers, ...request })).arrayBuffer()
    took.push(performance.now() - before)
    await pause(Math.max(0, next - performance.now()))
  }
  return took
}

/** Reads, what is refused, and what changes something, after which it is looked whether a task is done. */
function requestOf (seat, n) {
  if (n % 3 === 0) return { method: 'GET', path: '/training-plans/DEMO-TP04' }
  const visit = { visitLocalId: `V-${seat}-${n}`, visitDate: '2026-03-10' }
  if (n % 3 === 1) return { method: 'POST', path: '/training-plans/DEMO-TP04/visits', body: JSON.stringify(visit) }
  const learner = { learnerLocalId: `L-${n}`, identity: { dateOfBirth: '2005-05-17', nameIdCode: 'WALKA' } }
  return { method: 'POST', path: '/learners', body: JSON.stringify(learner) }
}
