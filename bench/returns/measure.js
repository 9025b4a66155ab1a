import { readProcessorTime } from '../harness/machine.js'

/** What some work takes, in µs for each of so many records: from its beginning to its end, and of the server's processor time. */
export async function measure (server, records, work) {
  const began = { at: performance.now(), ...readProcessorTime(server) }
  await work()
  const wallTime = (performance.now() - began.at) * 1000
  const { all, own } = readProcessorTime(server)
  return { wallTime: wallTime / records, processorTime: (all - began.all) / records, ownTime: (own - began.own) / records }
}
