import { Command } from 'commander'
import { connect } from '../library/connect.ts'
import type { Controls } from '../library/controls.ts'

/** What every verb takes that speaks to a server that runs. */
export interface RemoteFlags {
  readonly url: string
  readonly adminToken?: string
  readonly json?: true
}

/** Adds to a verb what says which server it speaks to, and how it prints. */
export const remote = (command: Command): Command => command
  .addOption(command.createOption('--url <URL>', 'the server, or a sandbox of it: http://localhost:4010/sandboxes/mine')
    .env('TMS_SANDBOX_URL').default('http://localhost:4010', 'http://localhost:4010'))
  .addOption(command.createOption('--admin-token <TOKEN>', 'what /__admin asks for beyond loopback').env('TMS_SANDBOX_ADMIN_TOKEN'))
  .option('--json', 'for programs')

export const controlsOf = ({ url, adminToken }: RemoteFlags): Promise<Controls> => connect(url, adminToken === undefined ? {} : { adminToken })

/** Prints a value as JSON where that is asked for, else the lines that a person reads. */
export function print ({ json }: RemoteFlags, value: unknown, lines: string | readonly string[]): void {
  const text = json ? JSON.stringify(value ?? null, null, 2) : [lines].flat().join('\n')
  if (text !== '') console.log(text)
}

