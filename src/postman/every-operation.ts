import type { FastifyInstance } from 'fastify'
import { finish } from '../core/in-turns.ts'
import { credentialsOf, requestOf as exampleOf } from '../document-requests.ts'
import { documentOf, usualServer } from '../http/openapi.ts'
import { addRequests, copying, placesIn, type Place } from '../http/openapi-examples.ts'
import { exampleSceneIn } from '../http/operation-example.ts'
import type { Service } from '../http/service.ts'
import { redactUrl } from '../sandbox/redaction.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { answerTo, jsonIn, savedAnswer, type Came } from './answers.ts'
import type { Folder, Item, SavedAnswer } from './format.ts'
import { requestOf, type Sent } from './request.ts'
import { holds } from './scripts.ts'
import type { Given } from './variables.ts'

/** Where the operations are shown. */
interface Stage { readonly app: FastifyInstance, readonly sandbox: Sandbox, readonly given: readonly Given[] }

/** Every operation of a service with the request of its document, by tag, each from where the sandbox began. */
export async function everyOperation (service: Service, world: string, { app, sandbox, given }: Stage): Promise<Folder> {
  const document = finish(copying(documentOf(service, usualServer)))
  addRequests(document, service.operations, exampleSceneIn(sandbox))
  const image = sandbox.store.image()
  const credentials = credentialsOf(service, sandbox)
  const answer = (sent: Sent) => {
    sandbox.restore(image)
    return answerTo(app, sent)
  }
  const byTag = new Map<string, Item[]>()
  const left: string[] = []
  for (const place of placesIn(document, service.operations).filter(isAlone)) {
    const sent = sentOf(service, place, credentials)
    const came = await answer(sent)
    const name = place.described.summary ?? place.operation.operationId
    // A signed address is one sandbox's own.
    if (came.status >= 300 || isSigned(sent)) left.push(name)
    else {
      const [tag = 'Others'] = place.described.tags ?? []
      const request = requestOf(sent, world, given, place.described.description)
      const item = {
        name,
        event: [holds({ status: came.status, ...heldOf(came) })],
        request,
        response: [savedAnswer('It is taken', request, came), ...await refusalsOf(service, place, { sent, sandbox, world, given, answer })]
      }
      byTag.set(tag, [...byTag.get(tag) ?? [], item])
    }
  }
  let number = 0
  return {
    name: 'Every operation',
    description: 'Each operation with a request that is taken, from where the sandbox began. Of the answers that are saved with it some ' +
      'are refusals.' + (left.length > 0 ? ` What needs something that has to be made first is not here: ${left.join(', ')}.` : ''),
    item: [...byTag].map(([tag, item]) => ({
      name: tag.replace(/(?<=[a-z])(?=[A-Z])/g, ' '), item: item.map(it => ({ ...it, name: `${++number}. ${it.name}` }))
    }))
  }
}

/** Not what is of the server, and so of others as well, nor what answers without end, or takes a file. */
function isAlone ({ operation, described }: Place): boolean {
  const responses = JSON.stringify(described.responses)
  const takesFile = /application\/octet-stream/.test(JSON.stringify(described.requestBody ?? {}))
  return !(operation.isOfServer && operation.method !== 'GET') && !/text\/event-stream/.test(responses) && !takesFile
}

function isSigned ({ path }: Sent): boolean {
  const [before = ''] = path.split('?')
  return redactUrl(before) !== before
}

function sentOf (service: Service, place: Place, credentials: Record<string, string>, otherBody?: unknown): Sent {
  const { method, url, headers, payload } = exampleOf(service, place, credentials, otherBody)
  return { method, path: url, headers, body: payload }
}

/** What was answered, as to its members; an answer that varies says nothing of others. */
function heldOf (came: Came): { members?: string[], contentType: string | undefined } {
  const value = jsonIn(came)
  const members = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : undefined
  return { contentType: came.headers['content-type']?.split(';')[0], ...members && { members } }
}

interface Asked { sent: Sent, sandbox: Sandbox, world: string, given: readonly Given[], answer (sent: Sent): Promise<Came> }

/** The refusals that the document shows, and what happens without credentials. */
async function refusalsOf (service: Service, place: Place, { sent, sandbox, world, given, answer }: Asked): Promise<SavedAnswer[]> {
  const { authorization, ...anonymous } = sent.headers
  const others = Object.entries(place.operation.example?.(exampleSceneIn(sandbox)).refused ?? {}).map(([name, it]): [string, Sent] => {
    const credentials = it.authorization ?? authorization
    return [name, sentOf(service, place, credentials === undefined ? {} : { authorization: credentials }, it.body)]
  })
  const asked: Array<[string, Sent]> = authorization === undefined
    ? others
    : [...others, ['without credentials', { ...sent, headers: anonymous }]]
  const saved: SavedAnswer[] = []
  for (const [name, refused] of asked) {
    const came = await answer(refused)
    if (came.status >= 400) saved.push(savedAnswer(`Refused: ${name}`, requestOf(refused, world, given), came))
  }
  return saved
}
