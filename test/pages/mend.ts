import t from 'tap'
import { early, sit, visits, type Person } from './browser.ts'

async function refused (person: Person): Promise<void> {
  await person.send('POST', visits, early)
  await person.page.waitForSelector('.row')
  await person.page.locator('.row').first().click()
  await person.page.waitForSelector('.mend')
}

const has = async ({ send }: Person, at = ''): Promise<boolean> =>
  JSON.stringify(await (await send('GET', `${at}/work-submission-api/v1.0/training-plans/DEMO-TP04`)).json()).includes('V-EARLY')

t.test('A request is mended with what would pass, and sent again: as a dry run, which keeps nothing, and then here', async t => {
  const person = await sit(t, { path: '/#/watch' })
  await refused(person)
  await person.click('button', 'Set visitDate to 2025-11-12')
  t.match(await person.page.getByLabel('Body', { exact: true }).inputValue(), '"visitDate": "2025-11-12"')
  await person.click('radio', /^as a dry run/)
  await person.click('button', 'Send')
  await person.page.waitForSelector('.mend .answer .status.good')
  t.notOk(await has(person))
  await person.click('radio', 'in this sandbox')
  await person.click('button', 'Send')
  await person.page.waitForSelector('.row >> nth=3')
  t.ok(await has(person))
  await person.page.locator('.mend .why').click()
  await person.page.waitForSelector('.explanation h2:has-text("accepted")')
  t.match(await person.text('.explanation'), 'Every rule that could be judged holds.')
})

t.test('or in a fork, where it is as it was before', async t => {
  const person = await sit(t, { path: '/#/watch' })
  await refused(person)
  await person.click('button', 'Set visitDate to 2025-11-12')
  await person.click('radio', /^in a fork/)
  await person.click('button', 'Send')
  await person.page.waitForSelector('.mend .answer .status.good')
  const fork = /The fork is called (\S+)\./.exec(await person.text('.mend'))![1]!
  t.notOk(await has(person))
  await person.page.locator('.mend .why').click()
  await person.page.waitForURL(new RegExp(`/sandboxes/${fork}/`))
  await person.page.waitForSelector('.explanation h2:has-text("accepted")')
  t.equal(await person.page.getByLabel(/^Sandbox/).inputValue(), fork)
})

t.test('A form, and a credential that is changed', async t => {
  const person = await sit(t, { path: '/#/watch' })
  await fetch(`${person.server.url}/oauth2/access_token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa('demo-tms:demo-secret')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'https://example.org', org_id: '9001' })
  })
  await person.page.waitForSelector('.row')
  await person.page.locator('.row').first().click()
  await person.page.getByLabel('Body', { exact: true }).fill('grant_type=client_credentials&scope=https://web.prd.dxs.pub.tec.govt.nz&org_id=9001')
  await person.click('button', 'Send')
  await person.page.waitForSelector('.mend .answer .status.good')
  await person.page.getByLabel('Credential', { exact: true }).selectOption('')
  await person.click('button', 'Send')
  await person.page.waitForSelector('.mend .answer .status.bad')
  t.match(await person.text('.mend .answer'), /401/)
})

t.test('Headers that are none are told of, and nothing is sent', async t => {
  const person = await sit(t, { path: '/#/watch' })
  await refused(person)
  const rows = person.page.locator('.row')
  // Who sat here before may have had an answer that is heard of only now.
  const before = await rows.count()
  await person.page.getByLabel('Headers', { exact: true }).fill('eid 9001')
  await person.click('button', 'Send')
  await person.page.waitForSelector('.notice.bad')
  t.match(await person.text('.notice'), '"eid 9001" is not a header')
  t.equal(await rows.count(), before)
})
