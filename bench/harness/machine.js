import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

const ticksPerSecond = 100

/** Answers a function that says what the machine is, and how much of it others had since. */
export function describeMachine () {
  const before = processorTicks()
  const [load] = loadavg()
  const [{ model }] = cpus()
  return () => ({
    processors: `${cpus().length} × ${model.trim()}`,
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    load,
    stolen: stolenShare(before, processorTicks())
  })
}

/** Resident memory of a server's process, in MiB. */
export const readMemory = ({ pid }) =>
  ({ rss: Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024 })

/** What a server is started with whose garbage can be collected when it is asked for. */
export const collectable = ['--expose-gc', '--import', './bench/harness/collect.js']

/** Has a server that is collectable let go of what is garbage. */
export async function collectGarbage ({ pid }) {
  process.kill(pid, 'SIGUSR2')
  await pause(1000)
}

/**
 * Processor time that a server's process has used so far, in µs to a hundredth of a second: in all, and in its own code
 * (Node's and SQLite's are its own, the kernel's is not). NaN where there is no /proc.
 */
export function readProcessorTime ({ pid }) {
  const stat = readProc(`/proc/${pid}/stat`)
  // The command stands in brackets and may contain anything; utime and stime are the 12th and 13th field after it.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  const [user, system] = [fields[11], fields[12]].map(ticks => Number(ticks) / ticksPerSecond * 1e6)
  return { all: user + system, own: user }
}

/** user nice system idle iowait irq softirq steal, of all processors together. */
const processorTicks = () => readProc('/proc/stat')?.split('\n')[0].trim().split(/\s+/).slice(1, 9).map(Number)

/** The share of the time in which there was work to do and the host gave the processor to others; null where it is not known. */
function stolenShare (before, after) {
  if (!before || !after) return null
  const [user, nice, system, , , irq, softirq, steal] = after.map((ticks, i) => ticks - before[i])
  return steal / Math.max(1, user + nice + system + irq + softirq + steal)
}

function readProc (file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
