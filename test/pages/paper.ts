import t from 'tap'
import { evidenceFiles } from '../../src/evidence/files.ts'
import { evidenceAsHtml } from '../../src/evidence/page.ts'
import { isThorough } from '../effort.ts'
import { early, sit, visits } from './browser.ts'

/** How wide a sheet of A4 is between the margins that the page asks for, 14 mm on either side, in pixels of CSS. */
const sheet = Math.floor((210 - 2 * 14) / 25.4 * 96)

/** A4, in points. */
const a4 = [595, 842] as const

t.test('On a narrow screen nothing of the evidence is cut off, and what was not called at all is not told of twice', async t => {
  const { page, server, send } = await sit(t, { browser: { viewport: { width: 320, height: 800 } } })
  const { evidence: nothing } = await evidenceFiles(server.url, undefined, '2026-03-02T00:00:00Z')
  t.match(evidenceAsHtml(nothing), /<p>Not called at all, and only in <code>evidence\.json<\/code>: [^<]+\.<\/p>\s*<\/section>/)
  await send('POST', visits, early)
  const { evidence } = await evidenceFiles(server.url, undefined, '2026-03-02T00:00:00Z')
  const screen = await page.context().newPage()
  await screen.setContent(evidenceAsHtml(evidence))
  const wider = "[document.documentElement, ...document.querySelectorAll('main, section, table, th, td')]" +
    '.filter(it => it.scrollWidth > it.clientWidth + 1).map(it => it.tagName + it.textContent.slice(0, 40))'
  t.same(await screen.evaluate(wider), [])
})

t.test('Evidence is printed on as many sheets of A4 as it takes, and nothing of it is wider than one', {
  skip: !isThorough && 'a long document, printed in CI'
}, async t => {
  const { page, server, send } = await sit(t, { browser: { viewport: { width: sheet, height: 1000 } } })
  await send('POST', visits, early)
  const { evidence } = await evidenceFiles(server.url, undefined, '2026-03-02T00:00:00Z')
  const [request] = evidence.requests
  const rules = evidence.rules.map(rule => ({ ...rule, passed: 123_456, refused: 1234, warned: 1234, found: 123_456, atLimit: 12_345 }))
  const requests = Array.from({ length: 300 }, (_, n) =>
    ({ ...request!, id: `r-${n + 1}`, url: `${request!.url}?search=${'long'.repeat(n % 60)}` }))
  const paper = await page.context().newPage()
  await paper.setContent(evidenceAsHtml({ ...evidence, rules, requests }))

  const pdf = (await paper.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
  const sheets = pdf.match(/\/Type\s*\/Page\b/g)!.length
  t.ok(sheets > 10 && sheets < 100, `${sheets} sheets`)
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[0 0 (\S+) (\S+?)\]/g)].map(([, ...box]) => box.map(Number))
  t.equal(boxes.length, sheets)
  t.same(boxes.filter(box => box.some((it, n) => Math.abs(it - a4[n]!) > 1)), [], 'each is A4')

  await paper.emulateMedia({ media: 'print' })
  t.equal(await paper.evaluate("getComputedStyle(document.querySelector('main')).paddingLeft"), '0px', 'it is as on paper')
  const width = await paper.evaluate('document.documentElement.scrollWidth') as number
  t.ok(width <= sheet, `${width} pixels, of ${sheet}`)
})
