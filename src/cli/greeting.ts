import { version } from '../admin/version.ts'
import { speechIn, type Speech } from '../contract/edge/speech.ts'
import { describeClock } from '../core/clock.ts'
import type { Paint } from '../core/colours.ts'
import { limitOf } from '../http/rate-limit.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { RunningServer } from '../server.ts'
import { services } from '../services.ts'

/** What a person is told when the server has started: where things are, and what gets one in. */
export function greeting (server: RunningServer, paint: Paint, folder: string | undefined): string {
  const { url: address, sandboxes: { default: sandbox, isShared }, selfSigned } = server
  if (isShared) return greetingOfSharing(server, paint)
  // All addresses are none that a browser opens, on Windows at least.
  const url = address.replace(/\/\/(?:0\.0\.0\.0|\[::\])(?=:)/, '//localhost')
  const { mode, now } = describeClock(sandbox.clock)
  const speech = speechIn(sandbox, services)
  return [
    `${paint('tms-sandbox', 'bold')} listens at ${address}`,
    `Fixture ${sandbox.fixture.name}, clock ${mode} at ${now}`,
    `Version ${version()}, data ${folder === undefined ? 'in memory until it stops' : `in ${folder}`}, ${limits(sandbox)}`,
    ...isOpenToSomebody(sandbox) ? [] : ['Nobody can log in, as the fixture has no credentials; one that extends "empty" has some.'],
    ...services.flatMap(service => ['', paint(service.title, 'bold'),
      `  base URL           ${url}${speech.basePath(service.name) ?? service.baseUrl ?? service.mount}`,
      ...(service.credentials?.(sandbox) ?? []).map(({ kind, value, whose }) => `  ${kind.padEnd(18)} ${value} (${whose})`)]),
    '',
    `To look at           ${url}/`,
    `Documentation        ${url}/docs`,
    `The sandbox itself   ${url}/__admin${wayIn(server)}`,
    '',
    paint('A first call:', 'bold'),
    `  ${firstCall(url, sandbox, speech, selfSigned)}`
  ].join('\n')
}

/** Its default sandbox is of no use to a client. */
const greetingOfSharing = (server: RunningServer, paint: Paint): string => [
  `${paint('tms-sandbox', 'bold')} listens at ${server.url}`,
  'It shares its sandboxes with the other servers of its data folder.',
  '',
  `Make a sandbox       POST ${server.url}/__admin/sandboxes${wayIn(server)}`,
  '                     The answer has its address and its credentials.'
].join('\n')

/** What is printed stays in logs: a token that was given is known to whoever gave it. */
function wayIn ({ adminToken, isTokenGiven }: RunningServer): string {
  if (adminToken === undefined) return ''
  return isTokenGiven ? ' with the admin token that was given' : ` with Authorization: Bearer ${adminToken}`
}

const isOpenToSomebody = (sandbox: Sandbox): boolean => services.some(({ credentials }) => (credentials?.(sandbox) ?? []).length > 0)

/** Who meets a 429 that nobody asked for looks here first. */
function limits (sandbox: Sandbox): string {
  const counted = services.filter(({ limitedBy }) => limitedBy).flatMap(service => {
    const limit = limitOf(sandbox, service)
    return limit === 'off' ? [] : [`${service.name} ${limit.max} requests in ${limit.seconds} s`]
  })
  return counted.length === 0 ? 'no rate limits' : `rate limits: ${counted.join(', ')}`
}

function firstCall (url: string, sandbox: Sandbox, speech: Speech, selfSigned: string | undefined): string {
  const calls = services.flatMap(service => service.firstCalls?.(sandbox) ?? [])
  const found = calls.filter(({ isRefused }) => !isRefused).map(({ request }) => speech.request(request)).find(it => it.method === 'GET') ??
    { path: '/readyz', headers: {} }
  const trusting = selfSigned === undefined ? '' : `--cacert '${selfSigned}' `
  const headers = Object.entries(found.headers).map(([name, value]) => `-H '${name}: ${value}'`)
  return [`curl ${trusting}${url}${found.path}`, ...headers].join(' ')
}
