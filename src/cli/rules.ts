import { describeRules } from '../admin/catalogue.ts'
import { rulesAsMarkdown, rulesAsTable } from '../pages/rules.ts'
import { services } from '../services.ts'

/** Prints the rules of every service. */
export function printRules ({ json, markdown }: { json?: true, markdown?: true }): void {
  const rules = describeRules(services)
  process.stdout.write(
    json ? `${JSON.stringify(rules, null, 2)}\n` : markdown ? rulesAsMarkdown(rules, services) : `${rulesAsTable(rules)}\n`
  )
}
