import { readdirSync, readFileSync } from 'node:fs'
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

t.test('Whoever opens a page of a sandbox that is not there is led to one that says so; a program is answered as ever', async t => {
  const client = await open(t)
  const accept = 'text/html,application/xhtml+xml,*/*;q=0.8'
  for (const [path, way] of [['', '../'], ['/', '../../'], ['/docs', '../../'], ['/docs/', '../../../'], ['/?a=/b/', '../../']] as const) {
    const { status, headers } = await get(client, `/sandboxes/monday-1${path}`, { accept })
    t.same([status, headers.location], [302, `${way}#/gone/monday-1`], path)
  }
  t.equal((await get(client, '/sandboxes/%E3%ZZ/', { accept })).headers.location, '../../#/gone/%25E3%25ZZ')
  for (const path of ['/__admin/clock', '/accessplan/api/v1/users', '/nothing']) {
    t.equal((await get(client, `/sandboxes/monday-1${path}`, { accept })).status, 404, path)
  }
})

t.test('A base URL that is opened in a browser leads to what there is below it, relative for a proxy with a path of its own', async t => {
  const client = await open(t)
  const ways = { '/work-submission-api/v1.0': '../', '/submissions/v1.0/': '../../', '/accessplan/api/v2': '../../' }
  for (const place of ['', '/sandboxes/default']) {
    for (const [path, way] of Object.entries(ways)) {
      const { status, headers } = await get(client, `${place}${path}`, { accept: 'text/html,*/*;q=0.8' })
      t.match([status, headers.location], [302, /^[./]+docs\/\?urls\.primaryName=\w/], path)
      t.ok(String(headers.location).startsWith(`${way}docs/`), `${place}${path} to ${headers.location}`)
    }
  }
})

t.test('No sheet of a page styles what another one calls by the same name', t => {
  const folder = new URL('../../src/pages/', import.meta.url)
  const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.css'))
  const styledBy = new Map<string, Set<string>>()
  for (const sheet of sheets) {
    const text = readFileSync(new URL(sheet, folder), 'utf8').replace(/\/\*.*?\*\//gs, '').replace(/@media[^{]+\{/g, '')
    // A class that stands alone, not within another: it is meant wherever it is.
    for (const [, selectors] of text.matchAll(/(?:^|[{}])([^{}]*)\{/g)) {
      for (const selector of selectors!.split(',')) {
        const [, name] = /^\s*(?:\w+)?\.([\w-]+)(?:::?[\w-]+)?\s*$/.exec(selector) ?? []
        if (name !== undefined) styledBy.set(name, (styledBy.get(name) ?? new Set()).add(sheet))
      }
    }
  }
  t.ok(styledBy.size > 50)
  t.same([...styledBy].filter(([, by]) => by.size > 1).map(([name, by]) => `.${name} in ${[...by].join(', ')}`), [])
  t.end()
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
