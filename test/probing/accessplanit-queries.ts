import t from 'tap'
import { modules } from '../../src/accessplanit/v2/modules/modules.ts'
import type { ModuleField } from '../../src/accessplanit/v2/field.ts'
import { runs } from '../effort.ts'
import { open, type Client, type Reply } from '../harness.ts'
import { names, tellings } from './outcome.ts'
import { turns } from './share.ts'
import type { Probe } from './values.ts'

type Row = Record<string, any>

const told = (kind: string, ...values: string[]): Probe[] => values.map(value => ({ kind, value, isToBeTold: true }))
const kept = (kind: string, ...values: string[]): Probe[] => values.map(value => ({ kind, value, isToBeTold: false }))

/** What is given for an option of a list; it is refused or told of, or `asMeant` says whether the rows are what it asks for. */
interface OptionProbed { option: string, probes: Probe[], asMeant (all: Row[], value: string, rows: Row[]): boolean }

const same = (a: unknown[], b: unknown[]): boolean => JSON.stringify(a) === JSON.stringify(b)

const notWhole = ['x', '1.5', '-2', '1e3', '0x10', '+5', ' 5', '5 ', '1,000', '1000000000', 'NaN', 'null', 'undefined', 'true']
const empty = told('nothing', '', ' ')

const options: readonly OptionProbed[] = [
  {
    option: '$top',
    probes: [...kept('a number', '0', '1', '2', '005', '999999999', '-1'), ...told('a wrong form', ...notWhole), ...empty],
    asMeant: (all, value, rows) => same(rows, Number(value) === -1 ? all : all.slice(0, Number(value)))
  },
  {
    option: '$skip',
    probes: [...kept('a number', '0', '1', '2', '005', '999999999'), ...told('a wrong form', '-1', ...notWhole), ...empty],
    asMeant: (all, value, rows) => same(rows, all.slice(Number(value)))
  },
  {
    option: '$orderby',
    probes: [
      ...kept('a property', 'ID', 'id', 'ID asc', 'ID desc', 'ID DESC', ' ID '),
      ...told('a wrong form', 'ID descending', 'ID asc desc', 'ID,', ',ID', 'ID;', '-ID', '1', "'ID'", 'ID+desc', '(ID)', 'ID/x'),
      ...told('no property', 'Nothing', 'null', 'undefined', '[object Object]', 'ID, Nothing'),
      ...told('twice', 'ID, id desc', 'ID,ID'), ...empty
    ],
    asMeant: (all, value, rows) => {
      const ids = all.map(({ ID }) => String(ID)).sort((a, b) => a.toLowerCase() < b.toLowerCase() ? -1 : 1)
      return same(rows.map(it => it.ID), /desc/i.test(value) ? ids.reverse() : ids)
    }
  }
]

const select: readonly OptionProbed[] = [{
  option: '$select',
  probes: [
    // The vendor's own client names some twice.
    ...kept('names', 'ID', 'id', ' ID ', '*', 'ID,ID', 'ID,id', 'ID,', ',ID'),
    ...told('no property', 'Nothing', 'ID,Nothing', 'ID Nothing', 'null', 'undefined', 'ID;', "'ID'", '-ID', 'ID/x', '[object Object]'),
    ...told('names that are empty', ','), ...empty
  ],
  asMeant: (all, value, rows) => same(rows, value === '*' ? all : all.map(({ ID }) => ({ ID })))
}, {
  option: '$count',
  probes: [
    ...kept('a truth', 'true', 'false', 'True', 'FALSE'),
    ...told('a wrong form', '1', '0', 'yes', 'no', 'null', ' true', 'truex'), ...empty
  ],
  asMeant: () => true
}]

const written = (value: unknown): string => String(value).replaceAll("'", "''")

/** Comparisons of one property: of the value of a record, and of what is none of its type. */
function filtersOf ({ name, type, states, values }: Pick<ModuleField, 'name' | 'type' | 'states' | 'values'>, good: unknown): Probe[] {
  const eq = (value: string) => `${name} eq ${value}`
  const text = written([good].flat()[0])
  const never = ['x', "'x'", "'5x'", "''", "'   '", "'null'", "'NaN'", "'undefined'", 'undefined', 'NaN']
  const usual = told('a wrong form', `${name}`, `${name} = 1`, `${name} eq`, `eq ${name}`, `${name} like 'x'`, `${name} eq "x"`,
    `${name} eq 'x`, `${name} eq 'x' and`, `substringof('x', ${name})`, `${name} in ('x')`)
  const nothing = told('what programs write for nothing', ...["'null'", "'undefined'", "'NaN'", "'[object Object]'", "'   '"].map(eq))
  switch (states ? 'states' : type) {
    case 'states': return [...usual, ...told('not of the table', eq("'Nothing'"), eq('99'))]
    case 'integer': case 'number': case 'money': case 'cents': return [
      ...usual, ...kept('its value', eq(String(good ?? 0)), eq(`'${String(good ?? 0)}'`), eq('null')),
      ...told('a wrong form', ...never.map(eq), eq('true'), eq('2026-03-02'), eq("'1,000.5'"), `contains(${name}, true)`)
    ]
    case 'boolean': return [
      ...usual, ...kept('its value', eq('true'), eq("'false'"), eq("'True'")),
      ...told('a wrong form', ...never.map(eq), eq('1'), eq('0'), eq("'yes'"), `${name} gt true`, `contains(${name}, 'tr')`)
    ]
    case 'dateTime': return [
      ...usual, ...kept('its value', ...good ? [eq(String(good)), eq(`'${String(good)}'`)] : [], eq('null')),
      ...told('a wrong form', ...never.map(eq)),
      ...told('no day', ...['2026-02-30', "'2026-02-30'", "'02/03/2026'", '20260302', '2026', 'true', "'now'"].map(eq))
    ]
    default: return [
      ...usual, ...nothing,
      ...kept('its value', ...good ? [eq(`'${text}'`), eq(`'${text.toUpperCase()}'`)] : []),
      ...kept('no value', eq('null')),
      ...values ? told('not of the table', eq("'Nothing'"), `contains(${name}, '~')`) : kept('a text', eq("'Nothing ~'"), eq('5'))
    ]
  }
}

/** Whether a row has the value that a filter of `eq` wants, as a reader would say. */
function isMeant (row: Row, name: string, filter: string): boolean {
  const text = filter.slice(name.length + 4).replace(/^'|'$/g, '').replaceAll("''", "'")
  const has = row[name]
  if (text === 'null') return has === null || (Array.isArray(has) && has.length === 0)
  if (Array.isArray(has)) return has.some(it => isSame(it, text))
  return isSame(has, text)
}

const isSame = (has: unknown, text: string): boolean => typeof has === 'number'
  ? has === Number(text)
  : String(has ?? '').replace(/[A-Z]/g, it => it.toLowerCase()) === text.replace(/[A-Z]/g, it => it.toLowerCase())

async function faultOf (
  client: Client, reply: Reply, name: string, isToBeTold: boolean, isAsMeant: () => boolean
): Promise<string | undefined> {
  if (reply.status >= 500) return `failed: ${reply.text}`
  const named = (text: string): boolean => names(text, name.replace('$', '\\$')) || text.includes(name)
  if (reply.status >= 400) return named(reply.text) ? undefined : `refused without its name: ${reply.text}`
  if ((await tellings(client, reply)).length > 0) return undefined
  if (isToBeTold) return `passed in silence: ${reply.text.slice(0, 60)}`
  return isAsMeant() ? undefined : `not what it asks for: ${reply.text.slice(0, 60)}`
}

const typeOf = ({ type, values, states }: ModuleField): string => `${type} ${Boolean(values)} ${Boolean(states)}`

/** Of the fields of a module a few of each type; all of them in CI. */
function fewOf (fields: readonly ModuleField[]): ModuleField[] {
  const met: Record<string, number> = {}
  return fields.filter(field => runs(1) > 1 || (met[typeOf(field)] = (met[typeOf(field)] ?? 0) + 1) <= 2)
}

const asked = (query: Record<string, string>): string => new URLSearchParams(query).toString()

t.test('Nothing that is asked of a list of accessplanit\'s second version is passed over in silence', async t => {
  t.setTimeout(300_000)
  const client = await open(t, { fixture: 'demo' })
  await client.v2('POST', 'Webhook', { Module: 'User', Url: 'http://127.0.0.1:9/', Enabled: false })
  const inTurn = turns()
  for (const [n, { name: module, fields }] of modules.entries()) {
    const list = async (query: Record<string, string>) => client.v2('GET', `${module}?${asked(query)}`)
    const { body: { results: all } } = await list({ $top: '-1' })
    for (const { option, probes, asMeant } of n < 2 || runs(1) > 1 ? [...options, ...select] : []) {
      for (const { kind, value, isToBeTold } of probes) {
        const reply = await list({ $top: '-1', [option]: value as string })
        const fault = await faultOf(client, reply, option, isToBeTold, () => asMeant(all, value as string, reply.body.results))
        if (fault) t.fail(`${module} ${option}, ${kind}: ${JSON.stringify(value)} is ${fault}`)
      }
    }
    for (const field of fewOf(fields)) {
      const good = all.map((it: Row) => it[field.name]).find((it: unknown) => it !== null && it !== '' && String(it) !== '')
      for (const { kind, value, isToBeTold } of inTurn(typeOf(field), filtersOf(field, good))) {
        const filter = value as string
        const reply = await list({ $top: '-1', $filter: filter })
        const asMeant = () => same(reply.body.results, all.filter((it: Row) => isMeant(it, field.name, filter)))
        const fault = await faultOf(client, reply, '$filter', isToBeTold, asMeant)
        if (fault) t.fail(`${module} ${kind}: ${filter} is ${fault}`)
      }
    }
  }
})

t.test('Nothing that is asked of a list of accessplanit\'s first version is passed over in silence', async t => {
  const client = await open(t, { fixture: 'demo' })
  // The statuses of users are the platform's own, so that none is known not to be one.
  for (const [path, property, withTable] of [
    ['coursedates', 'CourseDateID', 'Status'], ['companies', 'CompanyID', 'Status'], ['users', 'UserID', 'Nothing']
  ] as const) {
    const list = async (query: Record<string, string>) => client.v1('GET', `${path}?${asked(query)}`)
    const rowsOf = ({ body }: Reply): Row[] => Array.isArray(body) ? body : Object.values<Row[]>(body).find(Array.isArray) ?? []
    const all = rowsOf(await list({ $top: '-1' }))
    t.ok(all.length > 3, path)
    for (const { option, probes, asMeant } of options) {
      for (const { kind, value, isToBeTold } of probes) {
        const text = (value as string).replace(/\bID\b/gi, property)
        const reply = await list({ $top: '-1', [option]: text })
        const asRows = (rows: Row[]) => rows.map(row => ({ ID: row[property] }))
        const fault = await faultOf(client, reply, option, isToBeTold, () => asMeant(asRows(all), value as string, asRows(rowsOf(reply))))
        if (fault) t.fail(`${path} ${option}, ${kind}: ${JSON.stringify(text)} is ${fault}`)
      }
    }
    const inVain = ["''", "'null'", "'undefined'"].map(nothing => `${property} eq ${nothing}`)
    for (const filter of [...inVain, `${withTable} eq 'Nothing'`, "Nothing eq 'x'", ' ']) {
      for (const query of [{ $filter: filter }, { filter }] as Array<Record<string, string>>) {
        const fault = await faultOf(client, await list(query), '$filter', true, () => true)
        if (fault) t.fail(`${path} ${JSON.stringify(query)} is ${fault}`)
      }
    }
    for (const [name, value] of [
      [property, ''], [property, 'null'], [withTable, 'Nothing'], ['Nothing', 'x'], ['$select', property], ['$count', 'true']
    ] as const) {
      const fault = await faultOf(client, await list({ [name]: value }), name, true, () => true)
      if (fault) t.fail(`${path} ${name}=${value} is ${fault}`)
    }
  }
})
