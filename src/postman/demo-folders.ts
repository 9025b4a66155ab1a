import type { FastifyInstance } from 'fastify'
import type { Demo, DemoRequest, Step } from '../demos/demo.ts'
import { answerTo, savedAnswer, type Came } from './answers.ts'
import type { Folder, Item } from './format.ts'
import { nameOf, type NamedOperation } from './operations.ts'
import { requestOf, type Sent } from './request.ts'
import { holds } from './scripts.ts'
import type { Given } from './variables.ts'

/** What a demo is played with. */
export interface Stage {
  readonly app: FastifyInstance
  readonly operations: readonly NamedOperation[]
  readonly given: readonly Given[]
}

/** A demo as a folder, which has one of its own for each step that sends something. It is played meanwhile, for the answers. */
export async function folderOf (demo: Demo, world: string, stage: Stage): Promise<Folder> {
  const kept = new Map<string, string>()
  const steps: Folder[] = []
  let number = 0
  for (const step of demo.steps.filter(({ requests }) => requests.length > 0)) {
    const item: Item[] = []
    for (const request of step.requests) {
      const came = await answerTo(stage.app, sentOf(request, kept))
      const member = request.keeps && memberOf(came.text, request.keeps.member)
      if (request.keeps && member !== undefined) kept.set(request.keeps.name, member)
      item.push(itemOf(`${++number}. `, request, came, world, stage))
    }
    steps.push({ name: step.title ?? item[0]!.name.replace(/^\d+\. /, ''), ...described(step), item })
  }
  return { name: demo.title, description: demo.about, item: steps }
}

/** The story of a step, the question to the class, and what is to be said of the answer. */
function described ({ story, question, remark }: Step): Pick<Folder, 'description'> {
  const texts = [...story, ...[question, remark].filter(it => it !== undefined).map(it => `> ${it}`)]
  return texts.length > 0 ? { description: texts.join('\n\n') } : {}
}

function itemOf (number: string, request: DemoRequest, came: Came, world: string, { operations, given }: Stage): Item {
  const name = number + nameOf(operations, request)
  const sent = requestOf(request, world, given)
  return {
    name,
    event: [holds({ status: came.status, shown: request.shown, keeps: request.keeps })],
    request: sent,
    response: [savedAnswer(came.status < 400 ? 'It is taken' : 'It is refused', sent, came)]
  }
}

/** With what earlier answers had in the place of their names. */
function sentOf ({ method, path, headers, body }: DemoRequest, kept: ReadonlyMap<string, string>): Sent {
  const filled = (text: string) => text.replace(/\$\{(\w+)\}/g, (whole, name: string) => kept.get(name) ?? whole)
  return {
    method,
    path: filled(path),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)])),
    body: body === undefined ? undefined : filled(body)
  }
}

/** The last member of that name, wherever it stands. */
const memberOf = (text: string, member: string): string | undefined =>
  [...text.matchAll(new RegExp(`"${member}": ?(?:"([^"]*)"|([^\\s,}\\]]+))`, 'g'))].map(([, quoted, bare]) => quoted ?? bare).at(-1)
