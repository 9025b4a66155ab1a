import { documented } from '../app.ts'
import { adminAsMarkdown, adminAsTable } from '../pages/admin.ts'

/** Prints the operations of the sandbox's own API. */
export function printAdmin ({ markdown }: { markdown?: true }): void {
  const admin = documented().find(({ name }) => name === 'admin')!
  process.stdout.write(markdown ? adminAsMarkdown(admin) : `${adminAsTable(admin)}\n`)
}
