import t from 'tap'
import { isNetwork, isPublicAddress } from '../../src/core/addresses.ts'

t.test('An address is public or not, at each edge of what is not, however it is written', t => {
  const cases: Array<[string, boolean]> = [
    ['0.0.0.0', false], ['0.255.255.255', false], ['1.0.0.0', true], ['9.255.255.255', true], ['10.0.0.0', false],
    ['10.255.255.255', false], ['11.0.0.0', true], ['100.63.255.255', true], ['100.64.0.0', false], ['100.127.255.255', false],
    ['100.128.0.0', true], ['126.255.255.255', true], ['127.0.0.1', false], ['127.255.255.255', false], ['128.0.0.0', true],
    ['168.63.129.15', true], ['168.63.129.16', false], ['168.63.129.17', true], ['169.253.255.255', true], ['169.254.0.0', false],
    ['169.254.169.254', false], ['169.255.0.0', true], ['172.15.255.255', true],
    ['172.16.0.0', false], ['172.31.255.255', false], ['172.32.0.0', true], ['192.0.0.192', false], ['192.0.1.0', true],
    ['192.167.255.255', true], ['192.168.0.0', false], ['192.168.255.255', false], ['192.169.0.0', true], ['198.18.0.1', false],
    ['198.19.255.255', false], ['198.20.0.0', true], ['203.0.113.9', false], ['223.255.255.255', true], ['224.0.0.1', false],
    ['240.0.0.1', false], ['255.255.255.255', false], ['8.8.8.8', true],
    ['::', false], ['::1', false], ['0:0:0:0:0:0:0:1', false], ['::127.0.0.1', false], ['::8.8.8.8', false],
    ['::ffff:127.0.0.1', false], ['::ffff:7f00:1', false], ['::FFFF:10.1.2.3', false], ['::ffff:a9fe:a9fe', false],
    ['::ffff:8.8.8.8', true],
    ['64:ff9b::7f00:1', false], ['64:ff9b:1::1', false], ['100::1', false], ['fc00::1', false], ['fdff::1', false], ['fe80::1', false],
    ['fe80::1%eth0', false], ['fec0::1', false], ['ff02::1', false], ['fd00:ec2::254', false], ['2001::1', false],
    ['2001:db8::1', false], ['2002:7f00:1::', false], ['2002:a9fe:a9fe::1', false], ['3fff::1', false], ['2001:200::1', true],
    ['1fff::1', false],
    ['2606:4700::1111', true], ['4000::1', false],
    ['localhost', false], ['', false], ['1.2.3', false], ['8.8.8.8.8', false]
  ]
  for (const [address, isPublic] of cases) t.equal(isPublicAddress(address), isPublic, address)
  t.end()
})

t.test('A network is an address, or one with how many of its bits count', t => {
  for (const [text, is] of [
    ['10.0.0.0/8', true], ['10.0.0.1', true], ['10.0.0.0/32', true], ['10.0.0.0/33', false], ['10.0.0.0/', false],
    ['10.0.0.0/-1', false], ['10.0.0.0/8/8', false], ['fd00::/8', true], ['fd00::/128', true], ['fd00::/129', false],
    ['10/8', false], ['localhost', false], ['', false]
  ] as const) t.equal(isNetwork(text), is, text)
  t.end()
})
