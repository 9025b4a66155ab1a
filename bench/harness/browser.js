import { chromium } from 'playwright-core'
import { sandboxOf, startServer } from './servers.js'

const size = { viewport: { width: 1400, height: 900 } }

/** Has `work` look at the demo sandbox with a browser, and ends both. */
export async function withBrowser (work) {
  const sandbox = await startServer(sandboxOf('demo'))
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
  try {
    return await work(sandbox, browser)
  } finally {
    await browser.close()
    await sandbox.stop()
  }
}

/** A page in a context of its own, which has nothing of any page yet; and what tells how it does. */
export async function openPage (browser) {
  const context = await browser.newContext(size)
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable')
  return {
    page,
    close: () => context.close(),
    /** For how long it was busy so far, in seconds. */
    busyFor: async () => {
      const { metrics } = await devtools.send('Performance.getMetrics')
      return metrics.find(({ name }) => name === 'TaskDuration').value
    },
    /** In MiB, without what is garbage. */
    heap: async () => {
      await devtools.send('HeapProfiler.collectGarbage')
      return (await devtools.send('Runtime.getHeapUsage')).usedSize / 2 ** 20
    }
  }
}

/**
 * Has a page look on while `load` sends for some seconds, after up to five in which it gets what it holds in the end, and clicks then.
 * Answers what `load` did, and lines that say how busy the page was.
 */
export async function lookOn ({ page, busyFor, heap }, seconds, load, click) {
  await page.evaluate('window.tasks = []; new PerformanceObserver(list => tasks.push(...list.getEntries().map(it => it.duration)))' +
    ".observe({ type: 'longtask' })")
  await load(Math.min(5, seconds))
  const [heapBefore, busyBefore] = [await heap(), await busyFor()]
  await page.evaluate('tasks.length = 0')
  const result = await load(seconds)
  const busy = await busyFor() - busyBefore
  const clicked = performance.now()
  await click()
  const answered = performance.now() - clicked
  const tasks = await page.evaluate('tasks')
  const lines = [
    `tasks over 50 ms: ${tasks.length}; the longest: ${tasks.length > 0 ? Math.round(Math.max(...tasks)) : 'under 50'} ms`,
    `the page was busy for ${Math.round(busy / seconds * 100)} % of the time`,
    `a click was answered after ${Math.round(answered)} ms`,
    `heap of the page: ${heapBefore.toFixed(1)} MiB before, ${(await heap()).toFixed(1)} MiB after`
  ]
  return { result, lines }
}
