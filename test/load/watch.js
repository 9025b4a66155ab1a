// Loaded into a server that is measured (node --expose-gc --import …/watch.js). Whoever started it asks over the channel between the two.
import { openSync, readSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const now = processorTime()
const resolution = 10
const delay = monitorEventLoopDelay({ resolution })
delay.enable()

let [longest, before, began] = [0, now(), now()]
// Between two of its calls the loop has been round at least once, or something held it.
setInterval(() => {
  const at = now()
  if (at - before > longest) longest = at - before
  before = at
}, 1).unref()

const answers = {
  /** Milliseconds: the longest that the thread worked before others had their turn, and all that it worked, since it was asked last. */
  turns () {
    const at = now()
    const found = { longest: Math.max(longest, at - before), all: at - began }
    longest = 0
    before = began = at
    return found
  },
  /** Milliseconds by which timers were late: Node.js counts from one to the next, and so what they were to wait as well. */
  delays () {
    const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - resolution)
    const found = { p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), max: late(delay.max) }
    delay.reset()
    return found
  },
  /** MiB, of what is no garbage. */
  memory () {
    globalThis.gc()
    globalThis.gc()
    const { heapUsed, external, rss } = process.memoryUsage()
    return { heap: heapUsed / 2 ** 20, external: external / 2 ** 20, rss: rss / 2 ** 20 }
  }
}

process.on('message', ({ id, ask }) => process.send({ id, answer: answers[ask]() }))
process.channel?.unref()

/** What tells the milliseconds for which this thread has worked: on a busy machine, time goes by without it. */
function processorTime () {
  let file
  try {
    file = openSync(`/proc/self/task/${process.pid}/schedstat`)
  } catch {
    return () => performance.now()
  }
  const bytes = Buffer.alloc(64)
  return () => Number(bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0)).split(' ')[0]) / 1e6
}
