import type { IncomingHttpHeaders } from 'node:http'
import type { Called, Identified } from '../../http/service.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { bearerRules, identify } from '../authentication.ts'
import { roleInVersion1 } from '../platform/roles/readings.ts'
import { roleOfUser } from '../platform/roles/role.ts'
import { administratorInVersion1 } from '../platform/roles/rules.ts'

/** What every request to version 1 is held to before anything else: it shows all records to whoever has a token. */
export const callerRules = [...bearerRules, administratorInVersion1]

export function identifyCaller (sandbox: Sandbox, headers: IncomingHttpHeaders, called: Called): Identified {
  const { reading } = called
  const identified = identify(sandbox, headers, called)
  const userId = identified.caller?.id
  const role = userId === undefined ? undefined : roleOfUser(sandbox.db, userId, reading)
  const isRefused = role !== undefined && role !== 'administrator' && reading(roleInVersion1) === 'administrator'
  return { ...identified, rules: callerRules, facts: { ...identified.facts, role, isRefused } }
}
