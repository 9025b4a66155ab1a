import { existsSync, readFileSync } from 'node:fs'
import { chromium as driver, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import top, { type Test } from 'tap'
import { frozen, listen, type Flags, type Listening } from '../harness.ts'

/** Where a Chromium is, if there is one. */
export const chromium = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  .find(path => path !== undefined && path !== '' && existsSync(path))

/** A person at a browser. */
export interface Person {
  readonly page: Page
  readonly server: Listening
  /** Clicks on what has a role and a name, and counts it. */
  click (role: 'button' | 'link' | 'radio', name: string | RegExp): Promise<void>
  readonly clicks: number
  /** What stands in the part of the page that a selector names, in one line. */
  text (selector: string): Promise<string>
  /** Waits until the text there is so. */
  until (selector: string, text: RegExp): Promise<void>
  /** Sends a request as a program does. */
  send (method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Response>
}

const asTeo = { Authorization: 'Bearer demo-token-9001', EID: '9001' }

/** So long, in milliseconds, a page may take for what it has been asked. */
const patience = 15_000

/** A server and a page on it, which one test after the other has for itself: what the browser has compiled is ready for the next. */
interface Seat { readonly server: Listening, readonly page: Page }

const free: Seat[] = []

const demo: Flags = { fixture: 'demo', clock: frozen }

const usual: BrowserContextOptions = { viewport: { width: 1400, height: 900 } }

/** Opens a page. What it complains of, or asks of another host, fails the test. With `flags` or `root` the server is the test's own. */
export async function sit (t: Test, { flags, path = '/', browser, root }: {
  flags?: Flags, path?: string, browser?: BrowserContextOptions, root?: (server: Listening) => Promise<string>
} = {}): Promise<Person> {
  const isOwn = flags !== undefined || root !== undefined
  const seat = isOwn ? undefined : await takeSeat(t)
  const server = seat?.server ?? await listen(t, { ...demo, ...flags })
  const address = root ? await root(server) : server.url
  const page = seat && !browser ? seat.page : await openPage(t, browser)
  listenTo(t, page, address)
  await page.goto(`${address}${path}`)
  return personAt(page, server)
}

async function takeSeat (t: Test): Promise<Seat> {
  const seat = free.pop() ?? { server: await listen(top, demo), page: await openPage(top) }
  t.teardown(async () => {
    await clearUp(seat)
    free.push(seat)
  })
  return seat
}

/** As nobody had been there. */
async function clearUp ({ server: { url, sandboxes }, page }: Seat): Promise<void> {
  if (page.url() !== 'about:blank') await page.evaluate('localStorage.clear(); sessionStorage.clear()')
  page.removeAllListeners()
  await page.goto('about:blank')
  await page.emulateMedia({ colorScheme: null })
  await page.setViewportSize(usual.viewport!)
  for (const id of sandboxes.list()) if (id !== 'default') sandboxes.delete(id)
  for (const [method, what] of [['POST', 'reset'], ['DELETE', 'contract'], ['DELETE', 'rules/coverage']] as const) {
    await fetch(`${url}/__admin/${what}`, { method })
  }
}

async function openPage (t: Test, options?: BrowserContextOptions): Promise<Page> {
  const context = await (await running()).newContext({ ...usual, ...options })
  t.teardown(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  return page
}

function listenTo (t: Test, page: Page, address: string): void {
  page.on('pageerror', error => t.fail(`The page fails: ${error.message}`))
  page.on('console', message => {
    if (/Content Security Policy|Uncaught/.test(message.text())) t.fail(`The page complains: ${message.text()}`)
  })
  page.on('request', request => {
    if (new URL(request.url()).origin !== new URL(address).origin) t.fail(`The page asks another host: ${request.url()}`)
  })
}

function personAt (page: Page, server: Listening): Person {
  let clicks = 0
  const text = async (selector: string) => (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ').trim()
  return {
    page,
    server,
    async click (role, name) {
      clicks++
      await page.getByRole(role, { name }).first().click()
    },
    get clicks () { return clicks },
    text,
    async until (selector, expected) {
      // The policy of the page allows no expression that would wait in it.
      for (const end = Date.now() + patience; !expected.test(await text(selector));) {
        if (Date.now() > end) throw new Error(`${selector} is not ${expected} but ${await text(selector)}`)
        await page.waitForTimeout(50)
      }
    },
    send: (method, path, body, headers = asTeo) => fetch(`${server.url}${path}`, {
      method, headers: { ...headers, ...body && { 'Content-Type': 'application/json' } }, ...body && { body: JSON.stringify(body) }
    })
  }
}

let started: Promise<Browser> | undefined

/** One for all; each test has a context of its own, which is as a browser that was never used. */
const running = (): Promise<Browser> => (started ??= start())

async function start (): Promise<Browser> {
  const browser = await driver.launch({ executablePath: chromium!, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  top.teardown(() => browser.close())
  return browser
}

export const visits = '/work-submission-api/v1.0/training-plans/DEMO-TP04/visits'

/** One day before the training plan was signed. */
export const early = { visitLocalId: 'V-EARLY', visitDate: '2025-11-11' }

/** Has the sandbox go by the document that the page about contracts shows. */
export const adoptPart = ({ url }: Listening): Promise<Response> => fetch(`${url}/__admin/contract`, {
  method: 'PUT',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({
    document: readFileSync(new URL('../../docs/official/work-based.yaml', import.meta.url), 'utf8'),
    overlay: { matches: { 'RecordVisit.body.visitLocalId': 'visitKey', 'RecordVisit.reply.visitLocalId': 'visitKey' } }
  })
})
