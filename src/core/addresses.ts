import { BlockList, isIP } from 'node:net'
import { lazily } from './lazily.ts'

/** What is on no network but one's own, or on none: IANA's registries of special addresses. */
const own4 = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24',
  '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4']

/** Public by its registry, but within Azure the service that tells a machine of itself. */
const ofClouds4 = ['168.63.129.16/32']

/** Of IPv6 only this is given out, and of it not what stands for an address of IPv4, is for examples, or leads through a tunnel. */
const public6 = ['2000::/3']
const own6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

/** Networks, as `10.0.0.0/8` or one address. */
export function networks (written: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of written) {
    const [address = '', bits] = network.split('/')
    const family = familyOf(address)
    list.addSubnet(address, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family)
  }
  return list
}

/** Whether that is one: `10.0.0.0/8`, `::1`. */
export function isNetwork (text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const kind = isIP(address)
  return kind !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128)))
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => isIP(address) === 6 ? 'ipv6' : 'ipv4'

/** An address of IPv4 in the dress of IPv6, `::ffff:7f00:1`, as itself. */
export function plainAddress (address: string): string {
  const bare = address.replace(/%.*$/, '')
  if (isIP(bare) !== 6) return bare
  // As every address is written once, whatever is left out of it.
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(canonical) ?? []
  if (high === undefined) return canonical
  const number = Number.parseInt(high, 16) * 0x10000 + Number.parseInt(low!, 16)
  return [24, 16, 8, 0].map(shift => (number >>> shift) & 0xff).join('.')
}

export const isIn = (list: BlockList, address: string): boolean => list.check(address, familyOf(address))

const lists = lazily(() => ({ own: networks([...own4, ...ofClouds4, ...own6]), public6: networks(public6) }))

/** Whether an address is somebody's on the internet, and not this machine's, its network's, its cloud's or nobody's. */
export function isPublicAddress (address: string): boolean {
  const plain = plainAddress(address)
  const { own, public6 } = lists()
  if (isIP(plain) === 0 || isIn(own, plain)) return false
  return isIP(plain) === 4 || isIn(public6, plain)
}
