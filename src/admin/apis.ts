import { isDocumented, ours, type Basis } from '../core/basis.ts'
import { speechIn, type Speech } from '../contract/edge/speech.ts'
import { answer, json } from '../http/answer.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { Service } from '../http/service.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { Apis } from './apis-schemas.ts'
import { describeContract, describeRules } from './catalogue.ts'

/** The emulated APIs, as a newcomer is shown them. */
export const apiOperations = (services: readonly Service[]): Operation[] => [
  operation({
    operationId: 'ListApis',
    summary: 'List the APIs',
    description: 'Each emulated API with its base URL, its credentials, a first call, and how many of its operations and rules are ' +
      'documented or inferred.',
    basis: ours,
    method: 'GET',
    path: '/__admin/apis',
    tag: 'Knowledge',
    wire: { response: { 200: Apis } },
    status: 200,
    rules: [],
    perform ({ sandbox, url }) {
      const speech = speechIn(sandbox, services)
      return answer({
        type: json,
        text: JSON.stringify({
          ...howTrue(services, sandbox),
          readings: services.reduce((sum, { readings }) => sum + readings.length, 0),
          apis: services.map(service => describeApi(service, sandbox, url, speech))
        })
      })
    }
  })
]

const describeApi = (service: Service, sandbox: Sandbox, url: (path: string) => string, speech: Speech) => {
  const { name, title, description, mount, baseUrl = mount, credentials, firstCalls } = service
  const path = speech.basePath(name) ?? baseUrl
  return {
    name,
    title,
    description,
    path,
    url: url(path),
    ...howTrue([service], sandbox),
    credentials: credentials?.(sandbox) ?? [],
    firstCalls: (firstCalls?.(sandbox) ?? []).map(call => ({ ...call, request: speech.request(call.request) }))
  }
}

function howTrue (services: readonly Service[], { settings }: Sandbox) {
  const rules = describeRules(services, settings)
  const inMode = (mode: string) => rules.filter(rule => rule.mode === mode).length
  return {
    operations: known(describeContract(services)),
    rules: { ...known(rules), refusing: inMode('enforce'), warning: inMode('warn') }
  }
}

function known (entries: ReadonlyArray<{ readonly basis: Basis }>) {
  const documented = entries.filter(({ basis }) => isDocumented(basis)).length
  return { documented, inferred: entries.length - documented }
}
