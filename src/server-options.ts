import { adminCors } from './admin/origins.ts'
import { readClock, type ClockSetting } from './core/clock.ts'
import { BadInput } from './core/errors.ts'
import { byteCount, choice, headerText, wholeNumber, yesOrNo } from './core/option.ts'
import { pathOf } from './core/path-of.ts'
import { mib, mostSeats, usualLimits, type Limits } from './sandbox/limits.ts'
import type { Setting } from './sandbox/settings.ts'
import { webhookHosts, type WebhookHosts } from './sandbox/webhook-hosts.ts'

/** What a server alone can be set to, when it starts. */
export interface ServerConfig extends Limits {
  readonly port: number
  readonly host: string
  readonly data: string | undefined
  /** Whether other servers keep their sandboxes in that folder, too. */
  readonly shared: boolean
  readonly fixture: string
  readonly clock: ClockSetting | undefined
  readonly logLevel: string
  readonly adminToken: string | undefined
  /** The origins whose pages may use /__admin. */
  readonly adminCors: readonly string[]
  /** What webhooks may call beside public addresses; by where it listens, if it is left out. */
  readonly webhookHosts: WebhookHosts | undefined
  /** Files of contracts that its sandboxes go by. */
  readonly contract: readonly string[]
  /** The folder of demos of a trainer's own. */
  readonly demos: string | undefined
  /** The files of its certificate and of the key, both or neither: with them it speaks https. */
  readonly tlsCert: string | undefined
  readonly tlsKey: string | undefined
  /** Whether the first page is to be opened in a browser. */
  readonly open: boolean
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

function notBlank (text: string): string {
  if (text.trim() === '') {
    throw new BadInput('"" is not an address; write localhost, 0.0.0.0 or the address of one of this machine\'s networks')
  }
  return text
}

const unlessEmpty = <Value>(read: (text: string) => Value) => (text: string): Value | undefined => text === '' ? undefined : read(text)

/** A flag for how many there may be of something. */
const atMost = (name: string, description: string, usual: number, most: number): Setting<number> =>
  ({ name, placeholder: 'NUMBER', description, default: String(usual), read: text => wholeNumber(text, 1, most) })

/** Their flags. */
export const serverOptions: { readonly [Name in keyof ServerConfig]: Setting<ServerConfig[Name]> } = {
  port: {
    name: 'port',
    placeholder: 'NUMBER',
    description: 'the port to listen on; 0 takes a free one',
    default: '4010',
    read: (text) => wholeNumber(text, 0, 65_535)
  },
  host: {
    name: 'host',
    placeholder: 'ADDRESS',
    description: 'the address to listen on, localhost for 127.0.0.1 and ::1; beyond loopback, /__admin asks for a token',
    default: 'localhost',
    read: notBlank
  },
  data: {
    name: 'data',
    placeholder: 'FOLDER',
    description: 'keep the data there, over restarts; without it they live in memory',
    default: '',
    isPath: true,
    read: unlessEmpty(text => pathOf(text))
  },
  shared: {
    name: 'shared',
    placeholder: 'YES_OR_NO',
    description: 'share the folder of --data with other servers: each sandbox is at one of them at a time',
    default: 'no',
    isSwitch: true,
    read: yesOrNo
  },
  fixture: {
    name: 'fixture',
    placeholder: 'NAME',
    description: 'the starting state: demo, empty, or the path of a folder',
    default: 'demo',
    isPath: true,
    read: text => pathOf(text)
  },
  clock: {
    name: 'clock',
    placeholder: 'CLOCK',
    description: 'real, frozen:2026-03-02T09:00 or offset:2026-03-02T09:00, in New Zealand time',
    default: '',
    read: unlessEmpty(text => readClock(text))
  },
  logLevel: {
    name: 'log-level',
    placeholder: 'LEVEL',
    description: `how much to log: ${logLevels.join(', ')}`,
    default: 'warn',
    choices: logLevels,
    read: (text) => choice(text, logLevels)
  },
  adminToken: {
    name: 'admin-token',
    placeholder: 'TOKEN',
    description: 'the bearer token for /__admin; made at start where one is needed and none is given',
    default: '',
    read: unlessEmpty(headerText)
  },
  adminCors,
  webhookHosts,
  contract: {
    name: 'contract',
    placeholder: 'FILE',
    description: 'an official OpenAPI document for the sandbox to follow, for one of the services; ' +
      'also those in contracts/ beside the data folder',
    default: '',
    isRepeatable: true,
    isPath: true,
    read: text => text.split(',').filter(it => it !== '').map(it => pathOf(it))
  },
  demos: {
    name: 'demos',
    placeholder: 'FOLDER',
    description: 'a folder of demos to play to a class, beside those that are there: a Markdown file each',
    default: '',
    isPath: true,
    read: unlessEmpty(text => pathOf(text))
  },
  tlsCert: {
    name: 'tls-cert',
    placeholder: 'FILE',
    description: 'speak https instead of http, with the certificate of this PEM file; those of its authorities may follow it there',
    default: '',
    isPath: true,
    read: unlessEmpty(text => pathOf(text))
  },
  tlsKey: {
    name: 'tls-key',
    placeholder: 'FILE',
    description: 'the PEM file of the key that the certificate is for, without a passphrase',
    default: '',
    isPath: true,
    read: unlessEmpty(text => pathOf(text))
  },
  maxSandboxes: atMost('max-sandboxes', 'how many sandboxes there may be at once', usualLimits.maxSandboxes, 100_000),
  maxSandboxBytes: {
    name: 'max-sandbox-bytes',
    placeholder: 'BYTES',
    description: 'how many bytes one sandbox may have: a number, or one with KiB, MiB or GiB',
    default: `${usualLimits.maxSandboxBytes / mib}MiB`,
    read: text => byteCount(text, mib, 1024 ** 4)
  },
  maxSnapshots: atMost('max-snapshots', 'how many snapshots one sandbox may have', usualLimits.maxSnapshots, 10_000),
  maxSeats: atMost('max-seats', 'how many seats one class may have', usualLimits.maxSeats, mostSeats),
  open: {
    name: 'open',
    placeholder: 'YES_OR_NO',
    description: 'open the first page in a browser; --open without a value means yes; not where CI is set',
    default: 'no',
    isSwitch: true,
    read: yesOrNo
  }
}
