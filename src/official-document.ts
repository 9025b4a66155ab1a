import type { Translator } from './contract/edge/translator.ts'
import { forgetTranslators } from './contract/in-force.ts'
import { shownDocument } from './contract/shown-document.ts'
import type { ExampleRequest } from './core/example.ts'
import { inTurns } from './core/in-turns.ts'
import { credentialsOf, requestOf } from './document-requests.ts'
import type { BuildApp } from './documents.ts'
import type { OpenApiDocument } from './http/openapi.ts'
import { addAnswer, placesIn, type Place } from './http/openapi-examples.ts'
import { callsNowhere } from './sandbox/webhook-hosts.ts'
import type { Service } from './http/service.ts'
import { adopt, type Adopted } from './sandbox/contracts.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { openSandboxes } from './sandbox/sandboxes.ts'
import { contents } from './services.ts'

interface UnderContract {
  readonly service: Service
  readonly sandbox: Sandbox
  readonly server: string
  readonly buildApp: BuildApp
  /** Ours, with requests. */
  readonly document: OpenApiDocument
  readonly contract: Adopted
  readonly translator: Translator
  /** That of the copy which is asked for answers. */
  readonly image: Buffer | undefined
}

/** The official document in the place of ours, with the same requests, and what is answered to them, as the contract has them. */
export async function officialIn (under: UnderContract): Promise<OpenApiDocument> {
  const { service, sandbox, server, document, contract, translator, image } = under
  const shown = await shownDocument(translator, contract.document, server, sandbox.clock.today())
  const headers = { ...credentialsOf(service, sandbox), host: new URL(server).host }
  const examples: Example[] = []
  for await (const place of inTurns(placesIn(document, service.operations))) {
    const there = shown.place(place.operation.operationId)
    if (!there) continue
    const request = shown.example(place.operation.operationId, exampleIn(service, place, headers))
    examples.push({ place: { ...place, ...there } as Place, request })
  }
  if (image) await answer(under, image, examples)
  return shown.document
}

interface Example { readonly place: Place, readonly request: ExampleRequest }

function exampleIn (service: Service, place: Place, credentials: Record<string, string>): ExampleRequest {
  const { method, url, headers, payload } = requestOf(service, place, credentials)
  const isJson = /json/.test(headers['content-type'] ?? '')
  return { method, path: url, headers, ...payload !== undefined && { body: isJson ? JSON.parse(payload) as unknown : payload } }
}

/** Each is asked of a copy of its own, under the same contract. */
async function answer ({ sandbox, buildApp, contract }: UnderContract, image: Buffer, examples: readonly Example[]): Promise<void> {
  const sandboxes = openSandboxes({ fixture: sandbox.fixture, image, defaults: callsNowhere }, contents)
  const app = await buildApp({ sandboxes })
  try {
    for await (const { place, request: { method, path: url, headers, body } } of inTurns(examples)) {
      sandboxes.default.restore(image)
      adopt(sandboxes.default.db, sandboxes.default.settings, contract)
      forgetTranslators(sandboxes.default)
      const sent = { method: method as 'GET', url, headers, ...body !== undefined && { payload: body as object } }
      const { statusCode, headers: { 'content-type': type }, payload } = await app.inject(sent)
      addAnswer(place, statusCode, type as string | undefined, payload)
    }
  } finally {
    await app.close()
    sandboxes.close()
  }
}
