import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { BadInput } from '../core/errors.ts'
import { mostValues } from './survey.ts'

const require = createRequire(import.meta.url)

/** So few characters are read before a thread has begun. */
const few = 50_000

/** What the thread does. What it has read goes back as a text, which is parsed in less time than anything else is taken over in. */
const thread = `
  const { parentPort, workerData: { library, most } } = require('node:worker_threads')
  const tell = (fault) => parentPort.postMessage({ fault })
  function asJson (value) {
    let left = most
    return JSON.stringify(value, (_name, value) => {
      if (left-- === 0) throw new Error('it has more than ' + most + ' values, where it repeats what it refers to')
      return value
    })
  }
  parentPort.on('message', (text) => {
    import(library).then(({ parseYaml }) => parseYaml(text)).then(
      value => parentPort.postMessage({ json: asJson(value) }),
      ({ message }) => tell('is neither JSON nor YAML: ' + message)
    ).catch(({ message }) => tell('cannot be read: ' + message))
  })
`

interface Read {
  readonly json?: string
  readonly fault?: string
  /** Whether the thread has ended over it. */
  readonly isOver?: boolean
}

/** What a text in YAML says; a large one, which takes long, is read in a thread of its own. Throws BadInput. */
export const readYaml = (text: string): Promise<unknown> => text.length <= few ? readHere(text) : readElsewhere(text)

async function readHere (text: string): Promise<unknown> {
  const { parseYaml } = await import('@redocly/openapi-core')
  try {
    return parseYaml(text)
  } catch (error) {
    throw new BadInput(`is neither JSON nor YAML: ${(error as Error).message}`)
  }
}

async function readElsewhere (text: string): Promise<unknown> {
  const worker = resting ?? new Worker(thread, { eval: true, workerData: { library: libraryUrl(), most: mostValues } })
  resting = undefined
  worker.ref()
  const { json, fault, isOver = false } = await new Promise<Read>(resolve => {
    worker.removeAllListeners()
    worker.once('message', resolve).once('error', ({ message }) => resolve({ fault: `cannot be read: ${message}`, isOver: true }))
    worker.postMessage(text)
  })
  if (!isOver) rest(worker)
  if (fault !== undefined) throw new BadInput(fault)
  return json === undefined ? undefined : JSON.parse(json) as unknown
}

const libraryUrl = (): string => pathToFileURL(require.resolve('@redocly/openapi-core')).href

/** Who adopts a contract adopts another, or the same once it is mended: the thread waits so long for it, in milliseconds. */
const mostRest = 5000

let resting: Worker | undefined

/** One of them waits; it keeps no process alive. */
function rest (worker: Worker): void {
  worker.unref()
  const end = (): void => { worker.terminate().catch(() => {}) }
  if (resting) return end()
  resting = worker
  setTimeout(() => {
    if (resting !== worker) return
    resting = undefined
    end()
  }, mostRest).unref()
}
