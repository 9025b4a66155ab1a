import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import t from 'tap'
import { isThorough } from '../effort.ts'
import { adoptPart, early, sit, visits, type Person } from './browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What is not a violation is not reported, which is most of the work. */
const rules = "{ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }"

/** What keeps people from using a page as it stands now: the rule, and where. */
export async function barriers ({ page }: Person): Promise<string[]> {
  if (!await page.evaluate("'axe' in window")) await page.evaluate(axe)
  // What happens to be scrolled half below the head is no barrier: one scrolls on.
  await page.evaluate('scrollTo(0, 0)')
  const found = `axe.run(document, ${rules}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => id + ': ' + target.join(' ') + ': ' + failureSummary)))`
  const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth') as number
  return [...await page.evaluate(found) as string[], ...wide > 0 ? [`${wide} pixels wider than the window`] : []]
}

const looks = [[1400, 'light'], [390, 'dark'], [390, 'light'], [1400, 'dark']] as const

/** The same at both widths, in both colour schemes where time is no matter; else in one of two looks, by turns. */
async function barriersOfAll (person: Person, turn = 0): Promise<string[]> {
  const found: string[] = []
  for (const [width, colorScheme] of isThorough ? looks : looks.slice(turn % 2, turn % 2 + 1)) {
    await person.page.setViewportSize({ width, height: 844 })
    await person.page.emulateMedia({ colorScheme })
    found.push(...(await barriers(person)).map(it => `${colorScheme}, ${width} pixels wide: ${it}`))
  }
  await person.page.setViewportSize({ width: 1400, height: 844 })
  return found
}

/** Everything that a person can be shown: what it is called, and how to get there. */
const views: Readonly<Record<string, (person: Person) => Promise<unknown>>> = {
  start: ({ page }) => page.waitForSelector('.cards'),
  'start, with an answer': async ({ page, click }) => {
    for (const summary of await page.locator('summary').all()) await summary.click()
    await click('button', /^Send it: Record a visit/)
    await page.waitForSelector('.answer')
  },
  'the question before a reset': async ({ page, click }) => {
    await click('button', 'Reset…')
    await page.waitForSelector('dialog')
  },
  watch: async ({ page, click, send }) => {
    await click('button', 'Cancel')
    await send('GET', '/accessplan/api/v1/users', undefined, {})
    await send('GET', '/nowhere')
    await send('PUT', '/work-submission-api/v1.0/learners/DEMO-L01', { nothing: true })
    await click('link', 'Watch')
    await page.waitForSelector('.row')
  },
  'a refusal by a day': async ({ page, send, until }) => {
    await send('POST', visits, early)
    await until('.row', /visit\.date-on-or-after-plan-signed/)
    await page.locator('.row').first().click()
    await page.waitForSelector('svg.values')
  },
  'a refusal without a rule': async ({ page, click }) => {
    await click('link', 'Close')
    await page.locator('.row', { hasText: '/nowhere' }).click()
    await page.waitForSelector('.verdict')
    for (const summary of await page.locator('.explanation summary').all()) await summary.click()
  },
  records: async ({ page, click }) => {
    await click('link', 'Records')
    await page.waitForSelector('.subjects a')
  },
  'a life': async ({ page }) => {
    await page.locator('.subjects a', { hasText: 'DEMO-L07' }).click()
    await page.waitForSelector('.time-line svg')
    await page.locator('.figure summary').click()
  },
  'a return': async ({ page }) => {
    await page.locator('.kinds a', { hasText: 'Returns' }).click()
    await page.locator('.subjects a', { hasText: '202605' }).first().click()
    await page.waitForSelector('.counts')
    for (const summary of await page.locator('.figure summary').all()) await summary.click()
  },
  'the calendar of courses': async ({ page }) => {
    await page.locator('.kinds a', { hasText: 'Courses' }).click()
    await page.waitForSelector('.calendar .entry')
    await page.locator('.figure summary').click()
  },
  'a course': async ({ page }) => {
    await page.locator('.entry', { hasText: 'Minute Taking' }).click()
    await page.waitForSelector('.picture h3:has-text("Waiting list")')
  },
  'nothing of that name': async ({ page }) => {
    await page.evaluate("location.hash = '#/records/courses/none'")
    await page.waitForSelector('.picture .bad')
  },
  demos: async ({ page, click }) => {
    await click('link', 'Demos')
    await page.waitForSelector('.demos .card')
  },
  'a demo': async ({ page, click }) => {
    await click('link', 'When the agency is slow, and says 429')
    await page.waitForSelector('.step')
    await page.locator('.keys summary').click()
  },
  'a demo, with its answers': async ({ page }) => {
    for (let n = 0; n < 3; n++) {
      await page.locator('.demo-controls .primary').click()
      await page.waitForSelector('.step.answered .came[aria-busy=false]')
      if (n < 2) await page.locator('.demo-controls .primary').click()
    }
    for (const summary of await page.locator('.step summary').all()) await summary.click()
  },
  rules: async ({ page, click }) => {
    await click('link', 'Rules')
    await page.waitForSelector('.entry')
  },
  'a rule, and its example': async ({ page, click }) => {
    await page.getByLabel('Search').fill('visitDate plan signed')
    await click('link', /visit\.date-on-or-after-plan-signed/)
    await click('button', 'Send its examples')
    await page.waitForSelector('.tried svg.values')
  },
  readings: async ({ page, click }) => {
    await click('link', 'Readings')
    await page.waitForSelector('.reading')
  },
  coverage: async ({ page, click }) => {
    await click('link', 'Coverage')
    await page.waitForSelector('.covered')
    for (const summary of await page.locator('main summary').all()) await summary.click()
  },
  'no contract': async ({ page, click }) => {
    await click('link', 'Contract')
    await page.waitForSelector('.steps')
  },
  'a contract': async ({ page, click, server }) => {
    await adoptPart(server)
    await click('link', 'Watch')
    await page.waitForSelector('.list-head')
    await click('link', 'Contract')
    await page.waitForSelector('.drift')
  },
  classes: async ({ page, click }) => {
    await click('link', 'Class')
    await page.waitForSelector('.open-class')
    await page.locator('.open-class summary').click()
  },
  'the board of a class': async ({ page, send, until }) => {
    await page.getByLabel('Name').fill('Monday')
    await page.getByLabel('Seats').fill('2')
    await page.getByRole('button', { name: 'Open the class' }).click()
    await page.waitForSelector('.board')
    const { seats: [{ sandbox }] } = await (await send('GET', '/__admin/classes/monday', undefined, {})).json() as any
    await send('POST', `/sandboxes/${sandbox}${visits}`, early)
    await until('.board tbody tr', /visit\.date-on-or-after-plan-signed/)
    await page.getByRole('checkbox', { name: '2', exact: true }).check()
  },
  'the question before a class is closed': async ({ page, click }) => {
    await click('button', 'Close the class…')
    await page.waitForSelector('dialog')
  },
  'no such class': async ({ page, click }) => {
    await click('button', 'Leave it open')
    await page.evaluate("location.hash = '#/class/nothing'")
    await page.waitForSelector('.callout')
  },
  'no such demo': async ({ page }) => {
    await page.evaluate("location.hash = '#/demos/nothing'")
    await page.waitForSelector('.bad')
  },
  'no such request': async ({ page }) => {
    await page.evaluate("location.hash = '#/watch/r-999999'")
    await page.waitForSelector('.explanation .bad')
  },
  'no such page': async ({ page }) => {
    await page.evaluate("location.hash = '#/nowhere'")
    await page.waitForSelector('h1:has-text("no such page")')
  },
  'the entrance of a class': async ({ page, click }) => {
    await page.evaluate("location.hash = '#/seat'")
    await page.getByLabel('The code from your trainer').fill('AAAA-AAAA')
    await click('button', 'Go in')
    await page.waitForSelector('#code-wrong:has-text("No seat")')
  },
  'a seat': async ({ page, click, send }) => {
    const { seats: [{ code }] } = await (await send('GET', '/__admin/classes/monday', undefined, {})).json() as any
    await page.getByLabel('The code from your trainer').fill(code)
    await click('button', 'Go in')
    await page.waitForSelector('.tasks')
    await page.locator('.addresses summary').click()
    await page.getByRole('button', { name: 'Send it' }).first().click()
    await page.waitForSelector('.came .sentence')
  }
}

t.test('No page keeps anybody out, light or dark, 1400 or 390 pixels wide', async t => {
  const person = await sit(t)
  for (const [turn, [view, go]] of Object.entries(views).entries()) {
    await go(person)
    t.same(await barriersOfAll(person, turn), [], view)
  }
})

t.test('The question for the token keeps nobody out either', async t => {
  const person = await sit(t, { flags: { 'admin-token': 'open-sesame' } })
  await person.page.waitForSelector('dialog')
  t.same(await barriersOfAll(person), [])
})

t.test('The switch of colours wins over the system, and is remembered', async t => {
  const { page } = await sit(t, { browser: { colorScheme: 'dark' } })
  const ground = async () => {
    await page.waitForSelector('.cards')
    return await page.evaluate('getComputedStyle(document.body).backgroundColor')
  }
  const dark = await ground()
  await page.getByLabel('Colours').selectOption('light')
  const light = await ground()
  t.not(light, dark)
  await page.reload()
  t.equal(await ground(), light)
})

/** What has the focus: its name, and whether that can be seen. */
const focused = `(() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement)
  const { top, bottom } = document.activeElement.getBoundingClientRect()
  return {
    name: document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText ?? '',
    tag: document.activeElement.tagName,
    isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && top < innerHeight &&
      (document.activeElement.closest('header, .skip') ? bottom > 0 : bottom > document.querySelector('header').offsetHeight)
  }
})()`

t.test('Every control is reached by the keyboard, and seen to be', async t => {
  const { page } = await sit(t)
  await page.waitForSelector('.cards')
  const controls = await page.locator(':is(a[href], button, select, input, summary, textarea):visible').count()
  const reached: Array<{ name: string, tag: string, isSeen: boolean }> = []
  for (let n = 0; n < controls + 20; n++) {
    await page.keyboard.press('Tab')
    const now = await page.evaluate(focused) as typeof reached[number]
    if (now.tag === 'BODY') break
    reached.push(now)
  }
  t.match(reached[0]!.name, 'To the content')
  t.same(reached.filter(({ isSeen }) => !isSeen), [])
  t.ok(reached.length >= controls, `${reached.length} of ${controls}`)
})

t.test('By the keyboard alone from the start to why a visit was refused, and back', async t => {
  const { page, text } = await sit(t)
  const tabTo = async (name: RegExp) => {
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab')
      if (name.test((await page.evaluate(focused) as { name: string }).name)) return
    }
    t.fail(`${name} is not reached`)
  }
  await page.waitForSelector('.cards')
  await tabTo(/^Send it: Record a visit/)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.answer')
  await tabTo(/^Why/)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.sentence')
  t.equal(await page.evaluate('document.activeElement.id'), 'why', 'who opens it goes on reading there')
  t.match(await text('.sentence'), 'is before the day the training plan was signed')
  await page.keyboard.press('Escape')
  await page.waitForSelector('.explanation', { state: 'detached' })
  t.match(page.url(), /#\/watch$/)
})
