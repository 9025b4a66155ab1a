import type { FastifyInstance } from 'fastify'
import { translatorsOf } from './contract/in-force.ts'
import { finishInTurns, inTurns } from './core/in-turns.ts'
import { credentialsOf, requestOf } from './document-requests.ts'
import { makingDocument, type OpenApiDocument } from './http/openapi.ts'
import { addAnswer, addExample, addRequests, copying, placesIn } from './http/openapi-examples.ts'
import { exampleSceneIn } from './http/operation-example.ts'
import { callsNowhere } from './sandbox/webhook-hosts.ts'
import type { Service } from './http/service.ts'
import { contractsIn } from './sandbox/contracts.ts'
import { oneValue } from './sandbox/database.ts'
import { perSandbox } from './sandbox/live.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { openSandboxes, type Sandboxes } from './sandbox/sandboxes.ts'
import { sizeOf } from './sandbox/store.ts'
import { contents, services } from './services.ts'

export type BuildApp = (options: { sandboxes: Sandboxes }) => Promise<FastifyInstance>

/** Larger than this, in bytes, a sandbox is not copied for the sake of answers. */
const mostCopied = 16 * 1024 * 1024

interface Kept { readonly key: string, readonly text: Promise<string> }

/** The last document of each service. */
const documents = perSandbox('documents', () => new Map<string, Kept>())

/** The same as a text, made anew only when the sandbox has changed, or an hour has passed: to make one is to call all operations. */
export function documentTextIn (service: Service, sandbox: Sandbox, server: string, buildApp: BuildApp): Promise<string> {
  const kept = documents(sandbox)
  const key = `${server} ${Math.floor(sandbox.clock.now() / 3_600_000)} ${changesOf(sandbox.db)}`
  const last = kept.get(service.name)
  if (last?.key === key) return last.text
  const text = documentIn(service, sandbox, server, buildApp).then(document => JSON.stringify(document))
  kept.set(service.name, { key, text })
  text.catch(() => { kept.delete(service.name) })
  return text
}

/** How many rows were ever changed; settings and the clock are rows, too. */
const changesOf = oneValue<number>('SELECT total_changes()')

/**
 * The OpenAPI document of a service, with examples of a sandbox as it is: what each operation can be asked there, and what it answers. The
 * sandbox itself is asked nothing: a copy is, and of that an own one for each operation.
 */
export async function documentIn (
  service: Service, sandbox: Sandbox, server: string, buildApp: BuildApp
): Promise<OpenApiDocument> {
  const document = await finishInTurns(toBeFilled(service, server))
  // What is asked is of the moment of the copy, so nobody has a turn in between.
  addRequests(document, service.operations, exampleSceneIn(sandbox))
  const image = sizeOf(sandbox.store) > mostCopied ? undefined : sandbox.store.image()
  const contract = contractsIn(sandbox.db, sandbox.settings).find(it => it.service === service.name)
  const translator = translatorsOf(sandbox, services).find(it => it.service === service)
  if (contract && translator) {
    const { officialIn } = await import('./official-document.ts')
    return officialIn({ service, sandbox, server, buildApp, document, contract, translator, image })
  }
  if (!image) return document
  const sandboxes = openSandboxes({ fixture: sandbox.fixture, image, defaults: callsNowhere }, contents)
  const app = await buildApp({ sandboxes })
  try {
    // Links in what is answered lead to where the document says that the sandbox is.
    const headers = { ...credentialsOf(service, sandboxes.default), host: new URL(server).host }
    for await (const place of inTurns(placesIn(document, service.operations))) {
      sandboxes.default.restore(image)
      const { statusCode, headers: { 'content-type': type }, payload } = await app.inject(requestOf(service, place, headers))
      addAnswer(place, statusCode, type as string | undefined, payload)
      for (const [name, { body, authorization }] of Object.entries(place.operation.example?.(exampleSceneIn(sandbox)).refused ?? {})) {
        sandboxes.default.restore(image)
        const refusal = await app.inject(requestOf(service, place, { ...headers, ...authorization && { authorization } }, body))
        addExample(place, refusal.statusCode, name, JSON.parse(refusal.payload))
      }
    }
  } finally {
    await app.close()
    sandboxes.close()
  }
  return document
}

/** What a document has in every sandbox, once for this one. */
function * toBeFilled (service: Service, server: string): Generator<void, OpenApiDocument> {
  return yield * copying(yield * makingDocument(service, server))
}
