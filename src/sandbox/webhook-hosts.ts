import { isIP } from 'node:net'
import { isIn, isNetwork, isPublicAddress, networks, plainAddress } from '../core/addresses.ts'
import { BadInput } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import type { Setting, Settings } from './settings.ts'

/** Where the server may call beside public addresses: everywhere, or hosts and networks that are named; `nowhere` is not even those. */
export type WebhookHosts = 'any' | 'nowhere' | readonly string[]

/** Of the server alone: a sandbox cannot be set to call where its operator does not let it. */
export const webhookHosts: Setting<WebhookHosts | undefined> = {
  name: 'webhook-hosts',
  placeholder: 'HOSTS',
  description: 'what webhooks may call beside public addresses: names, addresses and networks with commas, such as ' +
    'host.docker.internal,10.0.0.0/8, or any, or none; if left out, any where the server listens only on loopback, else none',
  default: '',
  isRepeatable: true,
  read (text) {
    const written = text.split(',').map(it => it.trim().toLowerCase()).filter(it => it !== '')
    if (written.length === 0) return undefined
    if (written.length === 1 && written[0] === 'none') return []
    if (written.length === 1 && written[0] === 'any') return 'any'
    return written.map(checkHost)
  }
}

const isName = (text: string): boolean => /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/.test(text)

function checkHost (text: string): string {
  const host = text.replace(/^\[(.*)\]$/, '$1')
  const isHost = isNetwork(host) || (isName(host) && !/^[\d.]+$/.test(host) && host !== 'any' && host !== 'none')
  if (!isHost) {
    throw new BadInput(`${quoted(text)} is not a host. Use names, addresses and networks, such as localhost, 10.0.0.5 or 10.0.0.0/8; ` +
      'or only any, or only none')
  }
  return host
}

/** What holds in a sandbox; nothing beside public addresses where nobody has said. */
export const webhookHostsOf = (settings: Pick<Settings, 'usual'>): WebhookHosts => settings.usual(webhookHosts) ?? []

/** What the defaults of a copy have, which is asked things that nobody is to hear of. */
export const callsNowhere = { [webhookHosts.name]: 'nowhere' satisfies WebhookHosts } as const

/** Whether an address may be called under a name. */
export function mayCall (hosts: WebhookHosts, name: string, address: string): boolean {
  if (hosts === 'nowhere') return false
  if (hosts === 'any' || isPublicAddress(address) || hosts.includes(plainName(name))) return true
  return isIn(networks(hosts.filter(isNetwork)), plainAddress(address))
}

/** Why it may not be, for who set the webhook up and who runs the server. */
export const notCalled = (name: string, address?: string): string => {
  const where = address === undefined || plainAddress(address) === plainName(name) ? name : `${name} (${address})`
  return `${where} is this machine, or in a private network, and this server does not call there. ` +
    'Use a public address, or have the server started with --webhook-hosts.'
}

/** Why an address cannot be called, as far as that can be told of it alone: a name has yet to be looked up. */
export function whyNotCalled (hosts: WebhookHosts, url: string): string | undefined {
  if (typeof hosts === 'string' || !URL.canParse(url)) return undefined
  const name = plainName(new URL(url).hostname)
  const address = isIP(name) !== 0 ? name : /(?:^|\.)localhost$/.test(name) ? '127.0.0.1' : undefined
  return address === undefined || mayCall(hosts, name, address) ? undefined : notCalled(name, address)
}

/** As it is compared: without the brackets of IPv6 and the dot at the end. */
export const plainName = (host: string): string => host.toLowerCase().replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
