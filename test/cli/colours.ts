import t from 'tap'
import { hasColours, paintFor } from '../../src/core/colours.ts'
import { lineForPeople } from '../../src/http/log-lines.ts'
import { run } from './program.ts'

t.test('Colours are where a person looks on; NO_COLOR is against them, and FORCE_COLOR decides', t => {
  for (const [isTTY, environment, is] of [
    [true, {}, true], [false, {}, false], [true, { NO_COLOR: '1' }, false], [true, { NO_COLOR: '' }, true], [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, true], [false, { FORCE_COLOR: '' }, true], [true, { FORCE_COLOR: '0' }, false],
    [true, { FORCE_COLOR: 'false' }, false], [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true]
  ] as Array<[boolean, Record<string, string>, boolean]>) t.equal(hasColours({ isTTY }, environment), is, JSON.stringify(environment))
  const json = JSON.stringify({ level: 40, time: 0, msg: 'beware' })
  t.match(lineForPeople(json), /^\d\d:\d\d:\d\d warn beware\n$/)
  // eslint-disable-next-line no-control-regex -- That is what a colour is.
  t.match(lineForPeople(json, paintFor({ isTTY: true }, {})), /^\x1b\[2m\d\d:\d\d:\d\d\x1b\[22m \x1b\[33mwarn\x1b\[39m beware\n$/)
  t.end()
})

t.test('What programs read has none, and what is forced has', async t => {
  const [plain, forced, no] = await Promise.all([run(['dance']), run(['dance'], { FORCE_COLOR: '1' }), run(['dance'], { NO_COLOR: '1' })])
  t.match(plain.err, /^tms-sandbox: "dance"/)
  t.match(no.err, /^tms-sandbox: "dance"/)
  t.match(forced.err, /^\x1B\[31mtms-sandbox:\x1B\[39m "dance"/) // eslint-disable-line no-control-regex -- The same.
  t.notMatch((await run(['rules', '--json'], { FORCE_COLOR: '1' })).out, '\x1B')
})
