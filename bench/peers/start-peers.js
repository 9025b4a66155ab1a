import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../harness/folders.js'
import { install, sizeOf } from './install.js'
import { startAndAsk } from './start.js'

/** Installs each peer, and has it ready to start. Answers those that could be, and why the others could not. */
export function preparePeers (peers, folder, answers) {
  mkdirSync(folder, { recursive: true })
  const work = temporaryFolder()
  const ready = {}
  const missing = []
  for (const peer of peers) {
    const title = `${peer.title} ${peer.version}`
    try {
      const lack = peer.lacks?.()
      if (lack) throw new Error(lack)
      console.log(`${title} …`)
      const installed = install(folder, peer.name, peer.version)
      const own = join(work, peer.name.replace(/\W+/g, '-'))
      mkdirSync(own)
      for (const server of peer.servers) server.prepare(own, answers)
      ready[title] = { peer, installed, own, size: sizeOf(installed) }
    } catch (error) {
      missing.push(`${title} is not measured: ${error.message.split('\n')[0]}`)
    }
  }
  return { ready, missing }
}

/** Starts one of the servers of a peer, and waits for its first answer to one of the operations that it serves. */
export const startPeer = ({ peer, installed, own }, server, requests) =>
  startAndAsk(server.launch(installed, own), peer.request(askedFirst(server), requests[askedFirst(server)]))

/** What can be asked without a body, and changes nothing; a batch where there is nothing else. */
const askedFirst = ({ operations }) => operations.find(it => it === 'plan' || it === 'list') ?? operations[0]
