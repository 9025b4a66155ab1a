import autocannon from 'autocannon'
import { lookOn, openPage, withBrowser } from './harness/browser.js'
import { runBench } from './harness/bench.js'
import { median } from './harness/report.js'
import { inRounds } from './harness/turns.js'
import { credentials } from './work-based/prepare.js'

// Opens the first page in browsers that were never there, and says after how long it can be used; then has the page Watch look on while
// 1,000 requests a second come, and says how long it was busy at a stretch and how its memory grew. node bench/pages.js
await runBench('pages', { seconds: 60, rate: 1000 }, ({ seconds, rate }) => withBrowser(async ({ url }, browser) => {
  const first = await openFirstPages(browser, url)
  const watching = await openPage(browser)
  const { page } = watching
  await page.goto(`${url}/#/watch`)
  await page.waitForSelector('.list-head')
  const load = (duration) => autocannon({
    url: `${url}/work-submission-api/v1.0/training-plans/DEMO-TP04`, headers: credentials, connections: 10, overallRate: rate, duration
  })
  const { result: { requests }, lines } = await lookOn(watching, seconds, load, () => page.getByRole('button', { name: 'Pause' }).click())
  const told = await page.locator('.list-head p').innerText()
  const sent = `${requests.total} requests in ${seconds} s (${Math.round(requests.average)} a second), ` +
    `of which the page was told of ${told}`
  return { lines: [first, sent, ...lines] }
}))

/* global MutationObserver, requestAnimationFrame */

/** The server is warm after the first. */
async function openFirstPages (browser, url) {
  const [, ...warm] = await inRounds(10, () => openFirstPage(browser, url))
  const usable = warm.map(it => it.usable)
  return `the first page can be used after ${Math.round(median(usable))} ms (${Math.round(Math.min(...usable))} to ` +
    `${Math.round(Math.max(...usable))}), of which the page is busy for ${Math.round(median(warm.map(it => it.busy)))}`
}

async function openFirstPage (browser, url) {
  const { page, busyFor, close } = await openPage(browser)
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
  const opened = { usable: await page.evaluate('window.usableAfter'), busy: await busyFor() * 1000 }
  await close()
  return opened
}
