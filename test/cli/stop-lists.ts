import { Agent } from 'node:http'
import t from 'tap'
import { fillUsers } from '../accessplanit/many-users.ts'
import { open } from '../harness.ts'
import { onlyWith } from '../systems.ts'
import { start } from './program.ts'
import { askOver, platform, type Sending } from './writing-clients.ts'

/** More lists of one sandbox than can be read within the time that a server has that is to stop. */
const [lists, users] = [30, 20_000]

/** Milliseconds: twice the target, which is 5 s, as a machine may be busy. */
const longest = 10_000

const list = '/sandboxes/full/accessplan/api/v2/User?$top=-1&$orderby=Email'

for (const [name, more] of [['alone', []], ['that is shared', ['--shared']]] as const) {
  t.test(`SIGTERM while long lists are read, in a folder ${name}: each is whole, or is refused as its API refuses`, {
    skip: onlyWith('signals')
  }, async t => {
    const full = await open(t, { fixture: 'demo' })
    fillUsers(full.db(), users)
    const state = await full.sandbox.exportState()
    const words = ['--data', t.testdir({}), ...more, '--fixture', 'demo', '--clock', 'frozen:2026-03-02T09:00', '--rate-limit', 'off']
    const first = await start(t, words)
    const { url, child, ended } = first
    const underWay = new Set<Sending>()
    const agent = new Agent({ keepAlive: true })
    t.teardown(() => agent.destroy())
    const ask = askOver(agent, underWay)
    t.equal((await ask(url, 'POST', '/__admin/sandboxes', {}, { id: 'full' })).status, 201)
    const imported = await fetch(`${url}/sandboxes/full/__admin/state/import`, {
      method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: state
    })
    t.equal(imported.status, 200)
    const asked = Array.from({ length: lists }, () => ask(url, 'GET', list, platform))
    while (![...underWay].every(({ isOut }) => isOut)) await new Promise(resolve => { setImmediate(resolve) })
    for (let n = 0; n < 2; n++) await askOver(new Agent())(url, 'GET', '/livez')
    const began = performance.now()
    child.kill('SIGTERM')
    const replies = await Promise.all(asked)
    t.match(await ended, { code: 0, err: '' })
    const took = performance.now() - began
    t.ok(took < longest, `it is over after ${took.toFixed(0)} ms; the target is 5,000`)
    const [read, refused] = [replies.filter(it => it.status === 200), replies.filter(it => it.status !== 200)]
    t.comment(`${read.length} are whole, ${refused.length} refused`)
    t.ok(read.every(({ body }) => body.results.length > users), 'what is read is whole')
    for (const it of refused) t.match(it, { status: 503, body: { error: 'server_error', message: /^The server is stopping\./ } })

    const next = await start(t, words)
    const page = await ask(next.url, 'GET', `${list.replace('-1', '1')}&$count=true`, platform)
    t.ok(page.body.count > users, 'all is there afterwards')
    next.child.kill('SIGTERM')
    t.match(await next.ended, { code: 0, err: '' })
  })
}
