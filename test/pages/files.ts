import t from 'tap'
import { open, type Client, type Reply } from '../harness.ts'

const get = (client: Client, url: string, headers: Record<string, string> = {}): Promise<Reply> =>
  client.inject({ method: 'GET', url, headers })

const partsOf = (html: string): string[] => [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!)
  .filter(path => path.startsWith('__pages/'))

t.test('The page is at the root, and every part that it names is there', async t => {
  const client = await open(t)
  const page = await get(client, '/')
  t.equal(page.status, 200)
  t.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  t.equal(page.headers['cache-control'], 'no-cache')
  const parts = partsOf(page.text)
  t.ok(parts.length >= 4)
  for (const part of parts) {
    const { status, headers } = await get(client, `/${part}`)
    t.equal(status, 200, part)
    t.match(headers['cache-control'], 'immutable', part)
    t.match(headers['content-type'], /^(?:text\/(?:javascript|css)|image\/svg\+xml); charset=utf-8$/, part)
    t.equal(headers['x-content-type-options'], 'nosniff', part)
  }
})

t.test('Its policy lets in nothing from elsewhere, and no script or style that stands in the page', async t => {
  const { headers, text } = await get(await open(t), '/')
  const policy = String(headers['content-security-policy'])
  t.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/)
  t.notMatch(policy, /unsafe|\*|https?:|data:/)
  t.notMatch(text, /<style|<script(?![^>]*\ssrc=)| style=| on\w+=|https?:/)
})

t.test('What can be packed is sent packed, to those who take it', async t => {
  const client = await open(t)
  const [style] = partsOf((await get(client, '/')).text).filter(part => part.endsWith('.css'))
  const packed = await get(client, `/${style}`, { 'accept-encoding': 'br, gzip' })
  t.equal(packed.headers['content-encoding'], 'gzip')
  t.equal(packed.headers.vary, 'accept-encoding')
  for (const refused of ['identity', 'gzip;q=0', 'gzip; q=0.000, br']) {
    const plain = await get(client, `/${style}`, { 'accept-encoding': refused })
    t.equal(plain.headers['content-encoding'], undefined, refused)
    t.match(plain.text, ':root', refused)
  }
})

t.test('A sandbox has its own page, whose address ends with a slash; one that is not there has none', async t => {
  const client = await open(t)
  const { status, headers } = await get(client, '/sandboxes/default')
  t.same([status, headers.location], [302, 'default/'], 'relative, for what stands before the server may have a path of its own')
  t.equal((await get(client, '/sandboxes/default/')).status, 200)
  t.equal((await get(client, '/sandboxes/nobody/')).status, 404)
})

t.test('What is no part of the page is not there', async t => {
  const client = await open(t)
  const names = ['main.js', 'nothing-0A.js', '..%2Fcli.js', '..%2f..%2fpackage.json', 'index.html.gz', 'x.txt', 'a'.repeat(300)]
  for (const name of names) {
    const { status, body } = await get(client, `/__pages/${name}`)
    t.equal(status, 404, name)
    t.type(body.detail, 'string')
  }
  t.equal((await client.admin('GET', '/requests')).body.total, 0, 'nothing of it stands in the journal')
})
