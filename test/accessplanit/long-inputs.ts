import t from 'tap'
import { isEmailAddress } from '../../src/accessplanit/platform/people/email.ts'
import { holdToBounds, mostBytes } from '../../src/accessplanit/v1/xml-bounds.ts'
import { markupOf } from '../../src/accessplanit/v1/xml-markup.ts'
import { isQuick } from '../quick.ts'
import { asVersion1, openPlatform } from './v2/v2.ts'

const many = (text: string, bytes = 64_000): string => text.repeat(Math.ceil(bytes / text.length))

/** So much of it as is let through. */
const within = (text: string): string => text.includes('<') ? text.repeat(3_990) : many(text, 90_000)

t.test('XML is answered, whatever begins in it and does not end; more than anybody has to say is refused', async t => {
  const { v1 } = await openPlatform(t)
  for (const sign of ['<a>', '&amp;', 'x', ' ', '<!--', '<a/>']) {
    const body = `<Company><Name>${many(sign, 300_000)}</Name><AccountGroupIDs/></Company>`
    const reply = await isQuick(t, sign, () => v1('POST', 'companies', body, { 'content-type': 'application/xml' }))
    const message = `The body has ${body.length} bytes; as XML it may have 131072. Send less in one request`
    t.same([reply.status, reply.body.Errors[0].Message], [413, message])
  }
  const name = (inner: string): string => `<Company><Name>${inner}</Name><AccountGroupIDs/></Company>`
  for (const [what, body, status] of [
    ['comments in an attribute', `<Company a="${within('<!--')}"/>`, 400],
    ['sections in an attribute', `<Company a='${within('<![CDATA[')}'/>`, 400],
    ['comments that do not end', name(within('<!--')), 400],
    ['sections that do not end', name(within('<![CDATA[')), 400],
    ['tags that do not end', name(within('<a "')), 400],
    ['quotes in an attribute', `<Company a="${within("'")}"><Name>Weka</Name><AccountGroupIDs/></Company>`, 201],
    ['comments', `<Company><Name>Weka</Name>${within('<!-- -->')}<AccountGroupIDs/></Company>`, 201],
    ['sections', name(within('<![CDATA[x]]>')), 201],
    ['instructions', `${within('<?a b?>')}${name('Weka')}`, 201],
    ['entities', name(within('&amp;')), 201],
    ['blanks at the end', `${name('Weka')}${within(' ')}`, 201]
  ] as const) {
    const reply = await isQuick(t, what, () => v1('POST', 'companies', body, { 'content-type': 'application/xml' }))
    t.equal(reply.status, status, `${what}: ${reply.text.slice(0, 200)}`)
  }
})

t.test('Markup is what is neither a comment, a section of text nor an instruction', async t => {
  for (const [document, markup] of [
    ['<a>x</a>', '<a>x</a>'],
    ['<?xml version="1.0"?><!-- <b> --><a c=">\'" d=\'"\'><![CDATA[<e>&]]></a>', '<a c=">\'" d=\'"\'></a>'],
    ['<a/><!---->', '<a/>'], ['<!-- a --><b/>', '<b/>'], ['<a><!-- ->b</a> --></a>', '<a></a>'], ['<![CDATA[]]]]>x', 'x'],
    ['<?a?>x<?b?>y', 'xy'],
    ['<a b=">">c</a>', '<a b=">">c</a>'], ["<a b='\"' c=\"'\"/>d", "<a b='\"' c=\"'\"/>d"], ['a&amp;b', 'a&amp;b'], ['', ''],
    ['  x', '  x']
  ] as const) t.equal(markupOf(document), markup)
  for (const [document, message] of [
    ['<a b="<"/>', /"<" stands in an attribute/], ["<a b='<!-- -->'/>", /"<" stands in an attribute/], ['<a <b/>', /has no end/],
    ['<a b="/>', /has no end/], ['<a', /has no end/],
    ['x<!DOCTYPE a>', /^The body has a document type, which is not taken$/], ['<!doctype a>', /document type/],
    ['<a/><b c="12345678901234567890', /^The body is not XML: what begins at "12345678901234567890" has no end$/],
    ['<a/><b12345678901234567890', /^The body is not XML: what begins at "<b123456789012345678" has no end$/],
    ['<!-- <a/>', /has no end/], ['<a><![CDATA[</a>', /has no end/], ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', /document type/]
  ] as const) t.throws(() => markupOf(document), { message }, document)
})

t.test('A document may have as much as its bounds say, and no more', t => {
  for (const [part, most, message] of [
    [' ', mostBytes, `The body has ${mostBytes + 1} bytes; as XML it may have 131072. Send less in one request`],
    ['<', 4000, 'The body has more than 4000 pieces of markup (tags, comments and instructions). Send less in one request'],
    ['&lt;', 20_000, 'The body has more than 20000 references to characters. Send less in one request']
  ] as const) {
    t.doesNotThrow(() => { holdToBounds(Buffer.from(part.repeat(most))) }, part)
    t.throws(() => { holdToBounds(Buffer.from(part.repeat(most + 1))) }, { kind: 'too-large', message }, part)
  }
  t.end()
})

t.test('An email address of 64 KB is refused', async t => {
  const { v1, v2 } = await openPlatform(t, asVersion1)
  for (const Email of [`a@${many('.')}@`, `a@${many('a.')}`, many('a'), `${many('a')}@`, many('@'), `a@b.${many('c')}`]) {
    const reply = await isQuick(t, Email.slice(0, 10), () => v2('POST', 'Company', { Name: 'Weka', Email }))
    t.same([reply.status, reply.headers['sandbox-rules']], [400, 'company.email-form'])
    const inV1 = await isQuick(t, Email.slice(0, 10), () => v1('POST', 'companies', {
      Name: 'Weka',
      EmailAddress: Email,
      AccountGroupIDs: []
    }))
    t.same([inV1.status, inV1.headers['sandbox-rules']], [400, 'company.email-form'])
  }
})

t.test('An email address has one @, and a dot between parts of its domain', async t => {
  const ofLength = (length: number): string => `${'a'.repeat(length - 6)}@b.com`
  for (const good of ['hana@example.com', "o'brien+courses@mail.example.co.nz", 'a.b@c.d', 'mere@ngā-mahi.example',
    ofLength(254)]) t.ok(isEmailAddress(good), good.slice(0, 60))
  for (const bad of ['', 'hana', 'hana@', '@example.com', 'hana@example', 'hana@example.', 'hana@.com', 'hana@a..com',
    'ha na@example.com', 'a@b@c.com', ofLength(255)]) t.notOk(isEmailAddress(bad), bad.slice(0, 60))
})

t.test('A telephone number of 64 KB is refused', async t => {
  const { v2 } = await openPlatform(t, asVersion1)
  for (const Phone of [many(' '), many('1'), `1234${many(' ')}x`, many('('), `12345 ext ${many('1')}`]) {
    const reply = await isQuick(t, Phone.slice(0, 10), () => v2('PUT', 'User/2001', { Phone }))
    t.same([reply.status, reply.headers['sandbox-rules']], [400, 'user.phone-form'])
  }
})
