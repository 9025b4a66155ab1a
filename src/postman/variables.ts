import { usualServer } from '../http/openapi.ts'
import type { Service } from '../http/service.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** What a collection leaves to the environment: where the sandbox is, and what gets a caller in. */
export interface Given {
  readonly key: string
  readonly value: string
  readonly about: string
  readonly isSecret?: true
}

export function givenTo (service: Service, sandbox: Sandbox): Given[] {
  return [
    { key: 'baseUrl', value: usualServer, about: 'Where the sandbox is' },
    { key: 'adminToken', value: '', about: 'Of a server that listens beyond loopback, or was given --admin-token', isSecret: true },
    ...credentialsTo(service, sandbox)
  ]
}

function credentialsTo (service: Service, sandbox: Sandbox): Given[] {
  const credentials = service.credentials?.(sandbox) ?? []
  const account = { key: 'clientId', value: 'demo-tms', about: 'A machine account of Education Sector Logon' }
  const secret = { key: 'clientSecret', value: 'demo-secret', about: 'Its secret', isSecret: true as const }
  const [first] = credentials
  if (!first) return []
  if (first.kind === 'machine account') return [account, secret]
  const eid = /^EID (\d+)$/.exec(first.whose)?.[1]
  return eid === undefined
    ? [{ key: 'apiKey', value: first.value, about: 'An API key', isSecret: true }]
    : [
        { key: 'token', value: first.value, about: 'A bearer token that does not expire', isSecret: true },
        { key: 'eid', value: eid, about: 'The organisation whose data it is' },
        account,
        secret
      ]
}

/** A text with variables in the place of what the environment has. */
export const withGiven = (given: readonly Given[], text: string): string => {
  const known = given.find(({ value }) => value !== '' && value === text)
  return known ? `{{${known.key}}}` : text
}
