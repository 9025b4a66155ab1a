import fc, { type Arbitrary } from 'fast-check'

/** What a client would only send by mistake or in malice. */

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', '$ref', '']

const words = [
  ...names,
  'null', 'undefined', 'NaN', 'Infinity', '-Infinity', '1e400', '-0', '0x1F', '1_000', '٣', '¼', 'true',
  "' OR '1'='1", '"; DROP TABLE learner; --', '%', '_', '*', "x' UNION SELECT token FROM staticToken --", '\\', '$.a', '$' + '{7*7}',
  '{{7*7}}', '%s%n',
  '../../../etc/passwd', '..', '.', '/', '//', '..\\', '~', 'C:\\', 'file:///etc/passwd',
  '\u0000', 'a\u0000b', '\u0001\u001f', '\u007f\u0085', '\t', '\n', '\r\nX-Injected: yes', ' ', '\u00a0', ' L1 ',
  '\u202eevitagen', '\u200f', 'שלום', 'مرحبا', '\ufeff', '\ufffd', '\uffff', '👩‍👩‍👧‍👦', 'e\u0301', 'ﬁ', 'İ', 'ß', 'ǅ',
  '\ud800', '\udc00', 'a\udbff', '\udc00\ud800',
  '<script>alert(1)</script>', '&amp;', '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>', ', ', 'a,b;c', '='
]

/** Half the alphabet of 16-bit units, so surrogates stand alone as often as not. */
const anyUnits = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)), maxLength: 30 })

export const hostileText: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 2, arbitrary: anyUnits },
  { weight: 1, arbitrary: fc.constantFrom(21, 256, 20_001, 70_000).map(length => 'x'.repeat(length)) }
)

export const hostileName: Arbitrary<string> = fc.oneof(fc.constantFrom(...names), hostileText)

export const oddDates = [
  '', '2026-02-29', '2026-02-30', '2024-02-29', '2026-13-01', '2026-00-10', '2026-3-2', '02-03-2026', '2026-03-02T00:00:00Z', '2026-03-02 ',
  '20260302',
  '0000-00-00', '0001-01-01', '1582-10-10', '9999-12-31', '+010000-01-01', '-000001-01-01', '２０２６-03-02', 'today', '2026-W10-1'
]

/** Numbers as only a text can have them. */
const numbers = [
  '1e400', '-1e400', '-0', '0.0', '1.0', '1E0', '1.5', '-1', '0', '2147483647', '2147483648', '-2147483648', '-2147483649',
  '9007199254740993',
  '1e308', '1e-400', '5e-324', '123456789012345678901234567890', `1${'0'.repeat(400)}`
]

const nest = (open: string, close: string) => fc.constantFrom(40, 70, 1000, 6000, 100_000)
  .map(depth => open.repeat(depth) + (open === '[' ? '' : '1') + close.repeat(depth))

/** A value, as JSON, that no member takes; or one that few do. */
export const hostileJson: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: hostileText.map(text => JSON.stringify(text)) },
  { weight: 4, arbitrary: fc.constantFrom(...numbers) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('null', 'true', 'false', '{}', '[]', '[null]', '[[[]]]', '{"__proto__":{"polluted":true}}',
      '{"constructor":{"prototype":{"polluted":true}}}')
  },
  { weight: 2, arbitrary: fc.json({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.oneof(nest('[', ']'), nest('{"a":', '}')) }
)

/** What is no JSON, or none that an operation could take. */
export const hostileBody: Arbitrary<string> = fc.oneof(
  fc.constantFrom('', ' ', '{', '}', '[', '{"a":}', "{'a':1}", '{"a":1,}', '{"a" 1}', '{}{}', '// x', '{} // x', 'NaN', 'nul', '"',
    '"\\ud8"', '\ufeff{}', '{"a":\u0000}', '{"\\u0000":1}'),
  hostileJson,
  hostileText
)

/** UTF-8 knows no surrogates that stand alone. */
export const wellFormed = (text: string): string => Buffer.from(text).toString()

/** A part of a path, as it stands in the request line. */
export const hostileSegment: Arbitrary<string> = fc.oneof(
  fc.constantFrom('', '.', '..', '%2e%2e', '%2F', '..%2f..%2fetc%2fpasswd', 'a%2Fb', '%00', '%0d%0aX-Injected:%20yes', '%', '%zz',
    '%E0%A4%A', '%ff%fe', '%ED%A0%80', '%25%32%46', '+', ';a=b', '*', ':id', '{id}', 'x'.repeat(30_000)),
  hostileText.map(text => encodeURIComponent(wellFormed(text))),
  fc.constantFrom(...numbers)
)

/** A header's value: bytes, as Node.js reads them. */
export const hostileHeader: Arbitrary<string> = fc.oneof(
  fc.constantFrom('', ' ', '0', '-1', '1.5', '1e3', '9001,9001', '9001, 9002', '9001\r\nX-Injected: yes', '9001\u0000', '09001',
    '000000009001', '99999999', '123456789', 'abc', 'null', '\u00b9', '1', '1 ', '1, 1', 'true', "9001' OR 1=1 --", 'x'.repeat(9000)),
  fc.string({ unit: fc.integer({ min: 0, max: 0xff }).map(unit => String.fromCharCode(unit)), maxLength: 20 })
)

export const hostileContentType: Arbitrary<string> = fc.constantFrom(
  '', 'application/json', 'text/json', 'application/merge-patch+json', 'APPLICATION/JSON', 'application/json;',
  'application/json; charset=utf-16',
  'application/json; charset="utf-8', 'application/json;charset=UTF-8;charset=latin1', 'application/jsonx', 'application/+json',
  'text/plain', 'text/xml',
  'multipart/form-data', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-16', '*/*', 'json', '/', ';', '\u0000', 'application/json\r\nX-Injected: yes',
  '__proto__', 'constructor',
  `application/json; a=${'x'.repeat(5000)}`
)
