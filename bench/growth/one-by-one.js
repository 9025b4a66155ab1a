import { sendOne } from '../harness/client.js'
import { readProcessorTime } from '../harness/machine.js'
import { median } from '../harness/report.js'

/**
 * Sends requests one after the other, `next(n)` is the nth, until there were so many or the seconds are over, but at least one. Answers
 * the median time to an answer in ms, and the server's processor time for each in µs. Throws for a status that is not expected.
 */
export async function sendOneByOne (server, next, status, { seconds, most = Infinity, from = 0 }) {
  const times = []
  const began = { at: performance.now(), ...readProcessorTime(server) }
  while (times.length === 0 || (times.length < most && performance.now() - began.at < seconds * 1000)) {
    const request = next(from + times.length)
    const before = performance.now()
    const reply = await sendOne(server, request)
    times.push(performance.now() - before)
    if (reply.status !== status) throw new Error(`${request.path} answers ${reply.status}: ${reply.text.slice(0, 300)}`)
  }
  const processorTime = (readProcessorTime(server).all - began.all) / times.length
  return { p50: median(times), processorTime, sent: times.length }
}
