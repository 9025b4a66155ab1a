import { cruise, type ICruiseOptions, type IReporterOutput, type ICruiseResult } from 'dependency-cruiser'
import t from 'tap'
// @ts-expect-error A settings file, in JavaScript.
import houseOrder from '../../.dependency-cruiser.cjs'

t.test('Imports run downwards', async t => {
  t.same(await violations(['src']), [])
})

t.test('and where they do not, it is seen', async t => {
  const folder = 'test/house/wrong-way'
  t.same((await violations([folder], folder)).sort(), ['core-knows-nobody', 'rules-see-plain-facts'])
})

/** The names of the house's rules that the imports of some folders break; `root` stands for the folder above `src`. */
async function violations (folders: string[], root?: string): Promise<string[]> {
  const inRoot = JSON.parse(JSON.stringify(houseOrder).replaceAll('^src/', root === undefined ? '^src/' : `^${root}/src/`))
  const options: ICruiseOptions = { ...inRoot.options, ruleSet: { forbidden: inRoot.forbidden }, validate: true }
  const { output }: IReporterOutput = await cruise(folders, options)
  return (output as ICruiseResult).summary.violations.map(it => it.rule.name)
}
