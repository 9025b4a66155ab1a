import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { BadInput } from '../core/errors.ts'

const require = createRequire(import.meta.url)

/** What the thread does. */
const thread = `
  const { parentPort, workerData: { library, text } } = require('node:worker_threads')
  import(library)
    .then(({ parseYaml }) => parentPort.postMessage({ value: parseYaml(text) }))
    .catch(({ message }) => parentPort.postMessage({ fault: message }))
`

interface Read { readonly value?: unknown, readonly fault?: string }

/** What a text in YAML says, read in a thread of its own: a large one takes long, and so does loading the library. Throws BadInput. */
export async function readYaml (text: string): Promise<unknown> {
  const library = pathToFileURL(require.resolve('@redocly/openapi-core')).href
  const worker = new Worker(thread, { eval: true, workerData: { library, text } })
  const { value, fault } = await new Promise<Read>(resolve => {
    const fail = ({ message }: Error): void => resolve({ fault: message })
    worker.once('message', resolve).once('messageerror', fail).once('error', fail)
  })
  if (fault !== undefined) throw new BadInput(`is neither JSON nor YAML: ${fault}`)
  return value
}
