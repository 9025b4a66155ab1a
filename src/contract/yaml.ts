import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { BadInput } from '../core/errors.ts'
import { mostValues } from './survey.ts'

const require = createRequire(import.meta.url)

/** What the thread does. What it has read goes back as a text, which is parsed in less time than anything else is taken over in. */
const thread = `
  const { parentPort, workerData: { library, text, most } } = require('node:worker_threads')
  const tell = (fault) => parentPort.postMessage({ fault })
  let left = most
  const counted = (_name, value) => {
    if (left-- === 0) throw new Error('it has more than ' + most + ' values, where it repeats what it refers to')
    return value
  }
  import(library).then(({ parseYaml }) => parseYaml(text)).then(
    value => parentPort.postMessage({ json: JSON.stringify(value, counted) }),
    ({ message }) => tell('is neither JSON nor YAML: ' + message)
  ).catch(({ message }) => tell('cannot be read: ' + message))
`

interface Read { readonly json?: string, readonly fault?: string }

/** What a text in YAML says, read in a thread of its own: a large one takes long, and so does loading the library. Throws BadInput. */
export async function readYaml (text: string): Promise<unknown> {
  const library = pathToFileURL(require.resolve('@redocly/openapi-core')).href
  const worker = new Worker(thread, { eval: true, workerData: { library, text, most: mostValues } })
  const { json, fault } = await new Promise<Read>(resolve => {
    worker.once('message', resolve).once('error', ({ message }) => resolve({ fault: `cannot be read: ${message}` }))
  })
  if (fault !== undefined) throw new BadInput(fault)
  return json === undefined ? undefined : JSON.parse(json) as unknown
}
