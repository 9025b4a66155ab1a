import t from 'tap'
import { isRefused, openPlatform } from '../v2/v2.ts'

const mostOfText = 65_536

t.test('A text that is longer than one may be is refused before anything is made of it, in the shape of each API', async t => {
  const platform = await openPlatform(t)
  const long = 'a'.repeat(mostOfText + 1)
  const said = 'A text of the body has more than 65536 characters; send a shorter one'
  for (const [api, path] of [['v1', 'companies/202'], ['v2', 'Company/202']] as const) {
    const reply = await platform[api]('PUT', path, { Town: long })
    t.same([reply.status, reply.text.includes(said)], [413, true], api)
  }
  await isRefused(t, platform, ['POST', 'Company', { Name: long }], { status: 413, members: [] })
  const headers = { 'content-type': 'application/json' }
  const escaped = await platform.v2('PUT', 'Company/202', `{"Town":"${'\\u0101'.repeat(20_000)}"}`, headers)
  t.equal(escaped.status, 200, 'as escapes are counted that stand for them')
})

t.test('A record has no more than so many bytes of texts in all, however they got there', async t => {
  const platform = await openPlatform(t)
  const { v1, v2, read } = platform
  t.equal((await v2('PUT', 'User/2001', { Address: 'ā'.repeat(30_000) })).status, 200)
  await isRefused(t, platform, ['PUT', 'User/2001', { Town: 'a'.repeat(10_000) }], { status: 413, members: [] })
  await isRefused(t, platform, ['PUT', 'User/2001', { Address: 'ā'.repeat(33_000) }], { status: 413, members: [] })
  const { body: { message } } = await v2('PUT', 'User/2001', { Town: 'a'.repeat(10_000) })
  t.match(message, /^The record would have texts of 7\d{4} bytes, and may have 65536 in all; send shorter ones$/)
  t.equal((await v1('PUT', 'users/2001', { Forenames: 'Mere', Surname: 'Tane', Town: 'a'.repeat(10_000) })).status, 413)
  t.equal((await v2('PUT', 'User/2001', { Address: '1 Quay', Town: 'a'.repeat(10_000) })).status, 200, 'with less elsewhere it may')
  t.equal((await read('User', '2001')).Town.length, 10_000)
  const made = { Name: 'Weka', Town: 'a'.repeat(40_000), County: 'ā'.repeat(20_000) }
  await isRefused(t, platform, ['POST', 'Company', made], { status: 413, members: [] })
})

t.test('A long text is found in a longer one that is nearly like it', async t => {
  const { v2, find } = await openPlatform(t)
  await v2('PUT', 'User/2001', { Address: `${'a'.repeat(60_000)}%_\\` })
  const found = async (of: string) => (await find('User', { $select: 'ID', $filter: `${of}` })).map(({ ID }) => ID)
  t.same(await found(`contains(Address,'${'A'.repeat(9_000)}')`), ['2001'])
  t.same(await found(`contains(Address,'${'a'.repeat(9_000)}b')`), [])
  t.same(await found('contains(Address,\'aaa%_\\\')'), ['2001'])
  t.same(await found('contains(Address,\'a_%\')'), [])
  t.same(await found(`endswith(Address,'${'A'.repeat(9_000)}%_\\')`), ['2001'])
  t.same(await found(`endswith(Address,'${'a'.repeat(9_000)}b')`), [])
  t.ok((await found('endswith(Address,\'\')')).includes('2001'))
  t.ok((await found("contains(Address,'')")).includes('2001'))
})
