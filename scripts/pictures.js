// Takes the pictures of docs/ anew, all or those that are named, with a Chromium that the machine has; port 4010 has to be free, as the
// pictures show it. With ImageMagick they are made smaller.
// node build.js && node scripts/pictures.js [start why records demo rules class]
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const url = 'http://localhost:4010'
const plan = '/work-submission-api/v1.0/training-plans/DEMO-TP04'
const agreement = '/work-submission-api/v1.0/training-agreements/DEMO-TA04'

/** Sends a request as the first organisation does, and answers what came back. */
async function send (method, path, body, headers = { Authorization: 'Bearer demo-token-9001', EID: '9001' }) {
  const reply = await fetch(url + path, {
    method, headers: { ...headers, 'Content-Type': 'application/json' }, ...body && { body: JSON.stringify(body) }
  })
  const text = await reply.text()
  return { id: reply.headers.get('sandbox-request-id'), body: text === '' ? undefined : JSON.parse(text) }
}

const visit = (visitLocalId, visitDate, root = '') => send('POST', `${root}${plan}/visits`, { visitLocalId, visitDate })

const show = (page, hash) => page.goto(`${url}/${hash}`)

/** For each picture the size of the window, how the page comes to what is shown, and the part of it, if not all of the window. */
const pictures = {
  start: {
    size: [1100, 640],
    async come (page) {
      await show(page, '')
      await page.waitForSelector('text=See a refusal')
    }
  },
  why: {
    size: [1100, 760],
    async come (page) {
      for (const path of [plan, agreement, plan]) await send('GET', path)
      const { id } = await visit('V-1', '2025-11-11')
      await show(page, `#/watch/${id}`)
      await page.waitForSelector('svg.values')
    }
  },
  records: {
    size: [1400, 900],
    part: '.picture',
    async come (page) {
      await send('PUT', `${agreement}/hold`, { pauseDate: '2026-02-02', onHoldReasonCode: 'PL' })
      await send('PUT', `${agreement}/restart`, { restartDate: '2026-02-15' })
      await visit('V-9', '2026-02-20')
      await send('PUT', `${agreement}/grace`, { pauseDate: '2026-02-27', graceReasonCode: 'RD' })
      await show(page, '#/records/learners/9001%3ADEMO-L04')
      await page.waitForSelector('.time-line')
    }
  },
  demo: {
    size: [1100, 800],
    async come (page) {
      await show(page, '#/demos/three-months')
      await page.waitForSelector('.step')
      for (const then of ['.step.answered', '.step:not(.answered)', '.step.answered .sentence']) {
        await page.locator('.demo-controls .primary').click()
        await page.waitForSelector(then)
      }
    }
  },
  rules: {
    size: [1100, 1000],
    async come (page) {
      await show(page, '#/rules/visit.date-on-or-after-plan-signed')
      await page.getByRole('button', { name: 'Send its examples' }).click()
      await page.waitForSelector('.tried >> nth=1')
    }
  },
  class: {
    size: [1500, 580],
    scale: 900 / 1500,
    async come (page) {
      const { body: { seats } } = await send('POST', '/__admin/classes', { name: 'Monday', seats: 6 })
      const [, two, , four] = seats.map(({ sandbox }) => `/sandboxes/${sandbox}`)
      await send('PUT', `${two}/__admin/seat`, { who: 'Mere' })
      await visit('V-FORM', '2026-03-10', two)
      await visit('V-FORM', '2026-02-10', two)
      await send('GET', `${four}/accessplan/api/v1/users`, undefined, {})
      await show(page, '#/class/monday')
      await page.getByRole('checkbox', { name: '3', exact: true }).check()
    }
  }
}

async function take (browser, name) {
  const { size: [width, height], scale = 1, part = 'body', come } = pictures[name]
  await send('POST', '/__admin/reset')
  await send('DELETE', '/__admin/requests')
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale })
  await come(page)
  await page.evaluate('scrollTo(0, 0)')
  // What is told of as it happens is told four times a second.
  await setTimeout(1000)
  const path = here(`docs/${name}.png`)
  await (part === 'body' ? page : page.locator(part)).screenshot({ path })
  await page.close()
  spawnSync('convert', [path, '-strip', '+dither', '-colors', '256', `PNG8:${path}`])
  console.log(`docs/${name}.png`)
}

const server = spawn(process.execPath, [here('dist/cli.js'), 'start', '--port', '4010', '--clock', 'frozen:2026-03-02T09:00'], {
  stdio: ['ignore', 'pipe', 'inherit']
})
await once(server.stdout, 'data')
server.stdout.resume()
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  const words = process.argv.slice(2)
  for (const name of words.length > 0 ? words : Object.keys(pictures)) await take(browser, name)
} finally {
  await browser.close()
  server.kill()
}
