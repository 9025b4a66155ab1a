import { readdirSync, readFileSync } from 'node:fs'
import { cruise, type ICruiseOptions, type IReporterOutput, type ICruiseResult } from 'dependency-cruiser'
import t from 'tap'
// @ts-expect-error A settings file, in JavaScript.
import houseOrder from '../../.dependency-cruiser.cjs'

t.test('Imports run downwards', async t => {
  t.same(await violations(['src']), [])
})

t.test('and where they do not, it is seen', async t => {
  const folder = 'test/house/wrong-way'
  t.same((await violations([folder], folder)).sort(), [
    'core-knows-nobody', 'platform-knows-no-version', 'platform-knows-no-wire', 'rules-see-plain-facts', 'services-know-no-host',
    'services-know-no-host', 'versions-know-no-other'
  ])
})

/** The names of the house's rules that the imports of some folders break; `root` stands for the folder above `src`. */
async function violations (folders: string[], root?: string): Promise<string[]> {
  const inRoot = JSON.parse(JSON.stringify(houseOrder).replaceAll('^src/', root === undefined ? '^src/' : `^${root}/src/`))
  const options: ICruiseOptions = { ...inRoot.options, ruleSet: { forbidden: inRoot.forbidden }, validate: true }
  const { output }: IReporterOutput = await cruise(folders, options)
  return (output as ICruiseResult).summary.violations.map(it => it.rule.name)
}

t.test('Of tests, only the harness knows how a sandbox is opened and served', async t => {
  const folder = new URL('../', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
  const opening = files.filter(file =>
    /from '[./]*\/src\/(?:app|server|sandbox\/sandbox)\.ts'/.test(readFileSync(new URL(file, folder), 'utf8')))
  t.same(opening.sort(), ['apps.ts', 'harness.ts'])
})

/** What only the folder of a service may speak of. */
const wordsOfServices = /\b(?:eids?|edumis|tec|dxp|sdr|esl|nzqa|nsn|accessplanit|learners?|enrolments?|apprentices?|baskets?|delegates?|submissions?)\b/i

/** What programs call things, whichever service they call it so for. */
const dictionary = 'core/same-words.ts'

const withoutComments = (code: string): string => code.replace(/\/\*.*?\*\//gs, '').replace(/(?<![:'"`\\])\/\/.*$/gm, '')

t.test('No service is spoken of where all are served', async t => {
  const folder = new URL('../../src/', import.meta.url)
  const shared = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file !== dictionary && /^(?:core|sandbox|http|admin|pages)\/.*\.tsx?$|^(?:app|server|config|index|cli\/greeting)\.ts$/.test(file))
  t.ok(shared.length > 50)
  const spoken = shared.flatMap(file => withoutComments(readFileSync(new URL(file, folder), 'utf8')).split('\n')
    .filter(line => wordsOfServices.test(line)).map(line => `${file}: ${line.trim()}`))
  t.same(spoken, [])
})
