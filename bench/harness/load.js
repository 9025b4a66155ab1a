import autocannon from 'autocannon'
import { readProcessorTime } from './machine.js'

const patience = 10

/**
 * Sends a server as much as it takes, over some connections, for some seconds. Where there are lanes, each connection
 * has one of its own, and sends its requests in turn. Throws if anything but the expected answer came, or one that is no
 * JSON. Answers requests a second; the median and the 99th percentile of the time to an answer in ms; the server's processor time for a
 * request in µs, in all and outside the kernel; and how busy this process was itself. A time that is over before the first answer, as the
 * shortest may be on a busy machine, is doubled.
 */
export async function load (server, scenario, { connections, seconds }) {
  const { status, body, isExpected, request, isAlwaysNew, lanes } = scenario
  const times = []
  const before = { at: performance.now(), server: readProcessorTime(server), generator: process.cpuUsage() }
  let connection = 0
  let ofOtherTypes = 0
  const run = autocannon({
    url: server.url,
    connections,
    duration: seconds,
    sampleInt: 100,
    verifyBody: (answered) => (body === undefined || answered === body) && (!isExpected || isExpected(answered)),
    requests: [isAlwaysNew ? { setupRequest: (made) => ({ ...made, ...request() }) } : request()],
    setupClient: (client) => {
      if (lanes) client.setRequests(lanes[connection++])
      client.on('headers', ({ headers }) => { if (!isJson(headers)) ofOtherTypes++ })
    }
  })
  run.on('response', (_client, _status, _bytes, time) => times.push(time))
  const result = await run
  const { all, own } = readProcessorTime(server)
  const generator = process.cpuUsage(before.generator)
  const wall = (performance.now() - before.at) * 1000

  const answered = result.statusCodeStats[status]?.count ?? 0
  if (times.length === 0 && result.errors === 0 && seconds < patience) return load(server, scenario, { connections, seconds: 2 * seconds })
  if (answered === 0 || answered !== times.length || result.errors > 0 || result.mismatches > 0 || ofOtherTypes > 0) {
    throw new Error(`Not all answers are ${status}: ${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors, ` +
      `${result.mismatches} other bodies, ${ofOtherTypes} other types`)
  }
  times.sort((a, b) => a - b)
  return {
    requests: answered / result.duration,
    p50: times[Math.floor(times.length * 0.5)],
    p99: times[Math.floor(times.length * 0.99)],
    processorTime: (all - before.server.all) / answered,
    ownTime: (own - before.server.own) / answered,
    generator: (generator.user + generator.system) / wall * 100
  }
}

/** Whether headers, names and values by turns, say that the body is JSON. */
function isJson (headers) {
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i].length === 12 && headers[i].toLowerCase() === 'content-type') return headers[i + 1].startsWith('application/json')
  }
  return false
}
