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
  const library = pathToFileURL(require.resolve('@redocly/openapi-core')).href
  const worker = new Worker(thread, { eval: true, workerData: { library, text, most: mostValues } })
  const { json, fault } = await new Promise<Read>(resolve => {
    worker.once('message', resolve).once('error', ({ message }) => resolve({ fault: `cannot be read: ${message}` }))
  })
  if (fault !== undefined) throw new BadInput(fault)
  return json === undefined ? undefined : JSON.parse(json) as unknown
}
