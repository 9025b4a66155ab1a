// Stands in for tap where one process runs the same tests thousands of times: the tests that files name are collected, each can be run by
// itself, and the first assertion that fails ends its test. The assertions are tap's own.
const { mkdtempSync, rmSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join } = require('node:path')
const asserts = require('@tapjs/asserts')
const { Fixture } = require('@tapjs/fixture')

/** What ends a test at once. */
class Failed extends Error {}

const nothing = async () => {}

/** What a file imports as `t`. */
exports.collect = () => {
  const tests = []
  const before = []
  const top = {
    test: (name, ...rest) => { tests.push({ file: globalThis.testFile, name, perform: rest.at(-1), skip: Boolean(rest[0]?.skip) }) },
    before: (prepare) => { before.push(prepare) },
    teardown () {},
    setTimeout () {},
    comment () {},
    jobs: 1
  }
  let prepared
  const prepare = () => (prepared ??= (async () => { for (const it of before) await it() })())
  return { top, tests, run: async (test) => { await prepare(); await run(test) } }
}

async function run ({ perform, skip }, parent) {
  if (skip) return
  const t = testWithin(parent)
  try {
    await perform(t)
    await t.waitForParts()
    if (t.root.failure) throw t.root.failure
  } finally {
    await t.tearDown()
  }
}

function testWithin (parent) {
  const endings = []
  const waited = []
  const fail = (message, { diff, found } = {}) => {
    t.root.failure ??= new Failed(`${message} ${diff ?? found ?? ''}`)
    throw t.root.failure
  }
  const t = {
    parent,
    t: undefined,
    pass: () => true,
    fail,
    comment () {},
    setTimeout () {},
    end () {},
    teardown: (ending) => { endings.push(ending) },
    waitOn: (promise) => { waited.push(promise) },
    onEOF: nothing,
    test (_name, ...rest) {
      const before = waited.at(-1) ?? Promise.resolve()
      const part = before.then(() => run({ perform: rest.at(-1), skip: Boolean(rest[0]?.skip) }, t))
      part.catch(nothing)
      waited.push(part)
      return part
    },
    testdir (content) {
      const folder = t.testdirName
      Fixture.make(folder, content ?? {})
      return folder
    },
    get testdirName () {
      const folder = mkdtempSync(join(tmpdir(), 'mutant-'))
      t.teardown(() => rmSync(folder, { recursive: true, force: true }))
      Object.defineProperty(t, 'testdirName', { value: folder })
      return folder
    },
    intercept (object, name, { value }) {
      const own = Object.getOwnPropertyDescriptor(object, name)
      Object.defineProperty(object, name, { value, configurable: true, writable: true })
      t.teardown(() => own ? Object.defineProperty(object, name, own) : delete object[name])
    },
    async waitForParts () { for (const part of waited) await part },
    async tearDown () { for (const ending of endings.reverse()) await ending() }
  }
  t.root = parent?.root ?? t
  t.t = t
  const assertions = asserts.plugin(t, {})
  for (const name of Object.getOwnPropertyNames(asserts.Assertions.prototype)) {
    if (name !== 'constructor' && !(name in t)) t[name] = (...given) => assertions[name](...given)
  }
  return t
}
