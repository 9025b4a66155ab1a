import { collectGarbage, readMemory } from '../harness/machine.js'

/** Does the uploads, and answers with them how much resident memory the sandbox's process has more after them, in bytes a record. */
export async function measureGrowth (sandbox, measureUploads) {
  const before = await readLiveMemory(sandbox)
  const measured = await measureUploads()
  const asItIs = readMemory(sandbox).rss
  const live = await readLiveMemory(sandbox)
  const perRecord = (rss) => ({ perRecord: (rss - before) * 1024 * 1024 / measured.records })
  return { ...measured, memory: { 'after the uploads': perRecord(asItIs), 'after a garbage collection': perRecord(live) } }
}

/** Resident memory in MiB, once what is garbage has gone. */
async function readLiveMemory (server) {
  await collectGarbage(server)
  return readMemory(server).rss
}
