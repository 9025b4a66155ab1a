import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { lineOf } from '../../src/demos/folder.ts'
import { readWalk } from '../../src/demos/walk.ts'
import { demand, open } from '../harness.ts'
import { valid } from '../tec/work-based/bodies.ts'

const curl = 'curl -s localhost:4010/accessplan/api/v1/users'

const page = (...lines: string[]): string => ['# A title', '', ...lines].join('\n')

const sh = (...lines: string[]): string[] => ['```sh', ...lines, '```']

/** What is wrong, the page, the line, and what is said of it. */
const bad: ReadonlyArray<readonly [string, string, number, RegExp]> = [
  ['nothing', '', 1, /begins with its title/],
  ['no title', ['Hello', '', ...sh(curl)].join('\n'), 1, /begins with its title: "# What/],
  ['two titles', page(...sh(curl), '# Another'), 6, /one title\. Use "## …"/],
  ['nothing is sent', page('Only words'), 1, /sends nothing/],
  ['a block without an end', page('', '```sh', curl), 4, /no end\. Put a line with ```/],
  ['another language', page('```bash', curl, '```'), 3, /no block of "bash"\. Use sh/],
  ['no language', page('```', curl, '```'), 3, /no block of ""\. Use sh/],
  ['a program that is none here', page(...sh(curl, 'jq .')), 5, /cannot play "jq"/],
  ['a pipe', page(...sh(`${curl} | jq .`)), 4, /cannot play "\| jq"\. Leave it out/],
  ['a function', page(...sh('look () { curl; }')), 4, /cannot play "\("/],
  ['a file', page(...sh(`${curl} > out.json`)), 4, /cannot play ">"/],
  ['an option', page(...sh(`${curl} -w x`)), 4, /cannot play curl's -w\. Use -s, -X/],
  ['an option without its value', page(...sh(`${curl} -H`)), 4, /-H wants a value/],
  ['a header that is none', page(...sh(`${curl} -H 'EID 9001'`)), 4, /"EID 9001" is not a header/],
  ['no address', page(...sh('curl -s')), 4, /no address/],
  ['two addresses', page(...sh(`${curl} there`)), 4, /two addresses, ".*users" and "there"/],
  ['another host', page(...sh('curl -s https://example.org/x')), 4, /"https:\/\/example.org\/x" is elsewhere/],
  ['a host that begins alike', page(...sh('curl -s localhost:40101/x')), 4, /is elsewhere/],
  ['a quotation mark', page('', ...sh(curl, "curl -s localhost:4010/x --json '{", '}')), 6, /a ' opens here/],
  ['a variable', page(...sh(curl, 'curl -s $API/learners')), 5, /\$API is nothing here.* API=value/],
  ['a value with blanks', page(...sh('AUTH=Authorization: Bearer', curl)), 4, /has spaces.* AUTH="Authorization: Bearer"/],
  ['what is kept of an answer', page(...sh(`T=$(${curl})`)), 4, /T has to keep one member/],
  ['what is not kept of one', page(...sh(`curl -s localhost:4010/$(${curl})`)), 4, /has to be kept first/],
  ['too many answers', page(...sh(curl), '```json', '{}', '{}', '```'), 7, /2 answers stand here, and 1 of the calls/],
  ['an answer that is no JSON', page(...sh(curl, curl), '```json', '{}', '{', '  "a": ', '}', '```'), 9, /not JSON/],
  ['a question without its mark', page('> So it is', ...sh(curl)), 3, /ends with a question mark/],
  ['two questions', page('> One?', '', '> Two?', ...sh(curl)), 5, /asked in line 3 already/],
  ['a check that changes something', page('```check', `${curl} --json '{}'`, '```'), 4, /only looks, and POST .*users changes something\. Use GET/],
  ['a check that asks nothing', page('```check', 'A=b', '```'), 4, /asks nothing/],
  ['a check of what was sent', page('```check', 'curl -s localhost:4010/__admin/requests', '```'), 4, /about the records/],
  ['a check whose answer is no JSON', page('```check', curl, '```', '```json', '{', '```'), 7, /not JSON/],
  ['a check with too many answers', page('```check', curl, '```', '```json', '{}', '{}', '```'), 7, /2 answers stand here/],
  ['a check in other words', page('```check', 'The visit is there', '```'), 4, /cannot play "The"/],
  ['a question after which nothing is sent', page(...sh(curl), '> And now?'), 6, /nothing is sent after this question/]
]

t.test('A demo that is bad is told of in one line, with its file and the line in it; the others are there', async t => {
  const names = bad.map((_, n) => `bad-${String(n + 10)}.md`)
  const files = Object.fromEntries(bad.map(([, text], n) => [names[n], text]))
  const folder = t.testdir({ ...files, 'mine.md': page(...sh(curl)), 'notes.txt': '' })
  mkdirSync(join(folder, 'bad-and-a-folder.md'))
  writeFileSync(join(folder, 'bad-of-latin.md'), Buffer.from('# M\xe4ori\n', 'latin1'))
  const { body } = await (await open(t, { demos: folder })).admin('GET', '/demos')
  t.equal(body.problems.length, bad.length + 2)
  t.match(body.problems.at(-2), { line: 1, message: 'it is a folder, and no file' })
  t.match(body.problems.at(-1), { line: 1, message: 'is not UTF-8 at byte 3; save it as UTF-8' })
  for (const [n, [about, , line, message]] of bad.entries()) {
    t.match(body.problems[n], { file: `${folder}/${names[n]}`, line, message }, about)
    t.match(lineOf(body.problems[n]), new RegExp(`^[^\n]*bad-${n + 10}\\.md:${line}: [^\n]+$`), about)
  }
  t.match(body.demos[0], { id: 'mine', isOwn: true, steps: 1 })
  t.equal(body.demos.length, 9)
})

t.test('What a page of shell means as requests', async t => {
  const { steps } = readWalk('x', page('About it.', ...sh(
    '# A comment', 'API="localhost:4010/a" ; EID="EID: 9001"',
    'TOKEN=$(curl -s $API/token -u me:it -d a=b -d c=d | sed \'s/.*"access_token":"\\([^"]*\\)".*/\\1/\')',
    'curl -sX PUT "$API/x?\\$top=1" -H "$EID" \\', '  --json \'{ "t": "\'$TOKEN\'" }\'',
    'curl -G http://$API/y --data-urlencode "q=a b" -o /dev/null'
  )))
  t.match(steps[0]!.requests, [
    {
      method: 'POST',
      path: '/a/token',
      body: 'a=b&c=d',
      headers: { Authorization: 'Basic bWU6aXQ=', 'Content-Type': 'application/x-www-form-urlencoded' },
      keeps: { name: 'TOKEN', member: 'access_token' },
      isShown: false
    },
    {
      method: 'PUT',
      path: '/a/x?$top=1',
      body: `{ "t": "$${'{TOKEN}'}" }`,
      headers: { EID: '9001', 'Content-Type': 'application/json' },
      isShown: true
    },
    { method: 'GET', path: '/a/y?q=a%20b', body: undefined, isShown: false }
  ])
})

t.test('A folder is read each time, and one of the same name comes in the place of ours', async t => {
  const folder = t.testdir({ 'three-months.md': page(...sh(curl)) })
  const client = await open(t, { demos: folder })
  t.match((await client.admin('GET', '/demos/three-months')).body, { title: 'A title', isOwn: true, fixture: 'demo', clock: null })
  writeFileSync(`${folder}/three-months.md`, page('Fixture: `empty`', '', '## Now', '', '- one', '- two', ...sh(curl)))
  const read = (await client.admin('GET', '/demos/three-months')).body
  t.match(read, { fixture: 'empty', steps: [{ title: 'Now', story: ['- one', '- two'] }] })
  t.match((await client.admin('GET', '/demos/nothing')).body, { status: 404, detail: /^No demo "nothing" exists/ })
})

t.test('What has changed since a snapshot: what is new, changed and gone, by what it is called', async t => {
  const client = await open(t)
  demand(await client.post('/learners', valid.learner('L1')))
  const { ID } = demand(await client.v2('POST', 'Category', { Label: 'Boats' })).body
  demand(await client.admin('POST', '/snapshots', { id: 'before' }))
  t.same((await client.admin('GET', '/snapshots/before/changes')).body, { total: 0, changes: [] })
  demand(await client.post('/learners', valid.learner('L2')))
  demand(await client.v2('PUT', `Category/${ID}`, { Label: 'Ships' }))
  const { body } = await client.admin('GET', '/snapshots/last/changes')
  t.match(body, {
    total: 2,
    changes: [
      { kind: 'learner', name: 'L2', what: 'added' },
      { kind: 'category', what: 'changed', members: [{ member: 'label', before: 'Boats', after: 'Ships' }] }
    ]
  })
  demand(await client.v2('DELETE', `Category/${ID}`))
  t.match((await client.admin('GET', '/snapshots/before/changes')).body.changes[1], { kind: 'category', what: 'removed' })
  demand(await client.admin('POST', '/tokens', { user: 'demo' }))
  t.notMatch((await client.admin('GET', '/snapshots/before/changes')).text, /"token","after":"(?!\*\*\*)/, 'secrets are masked')
  t.equal((await client.admin('GET', '/snapshots/nothing/changes')).status, 404)
})
