import { describeRules } from '../admin/catalogue.ts'
import type { RuleMode } from '../library/types.ts'
import { rulesAsMarkdown, rulesAsTable } from '../pages/rules.ts'
import { services } from '../services.ts'
import { controlsOf, print, type CatalogueFlags, type RemoteFlags } from './remote.ts'

/** Prints the rules of every service; of a server that runs, in the modes that they have there. */
export async function printRules ({ url, ...flags }: CatalogueFlags): Promise<void> {
  if (url !== undefined) {
    const rules = await (await controlsOf({ ...flags, url })).rules.list()
    return print({ ...flags, url }, rules, rules.map(({ id, mode, statement }) => `${mode.padEnd(7)} ${id}  ${statement}`))
  }
  const rules = describeRules(services)
  const { json, markdown } = flags
  process.stdout.write(
    json ? `${JSON.stringify(rules, null, 2)}\n` : markdown ? rulesAsMarkdown(rules, services) : `${rulesAsTable(rules)}\n`
  )
}

/** Has a rule of a server that runs do something else from now on. */
export async function setRuleMode (id: string, mode: RuleMode | 'usual', flags: RemoteFlags): Promise<void> {
  await (await controlsOf(flags)).rules.setMode(id, mode)
  print(flags, { id, mode }, `${id}: ${mode}`)
}
