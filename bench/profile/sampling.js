// Loaded into the sandbox's process: SIGUSR2 begins a profile and says so beside its file, and the next SIGUSR2 writes it there.
import { renameSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'

const { kind, file } = Object.fromEntries(new URL(import.meta.url).searchParams)

// What a collection takes is what a request costs as well, and all that is left of one is little.
const all = { samplingInterval: 4096, includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true }

const kinds = {
  cpu: {
    begin: [['Profiler.enable'], ['Profiler.setSamplingInterval', { interval: 200 }], ['Profiler.start']],
    end: 'Profiler.stop'
  },
  heap: { begin: [['HeapProfiler.enable'], ['HeapProfiler.startSampling', all]], end: 'HeapProfiler.stopSampling' }
}

const { begin, end } = kinds[kind]
const session = new Session()
session.connect()

process.once('SIGUSR2', () => {
  for (const words of begin) session.post(...words)
  process.once('SIGUSR2', () => session.post(end, (error, result) => write(file, error ? { error } : result)))
  write(`${file}.begun`, {})
})

/** Whoever waits for it finds it whole. */
function write (path, value) {
  writeFileSync(`${path}.new`, JSON.stringify(value))
  renameSync(`${path}.new`, path)
}
