import { ours } from '../core/basis.ts'
import { Failure } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import { quoted } from '../core/words.ts'
import type { Demo, Step } from '../demos/demo.ts'
import type { Demos } from '../demos/folder.ts'
import { operation, type Operation } from '../http/operation.ts'
import { DemoList, DemoPath, DemoShown } from './demos-schemas.ts'

const tag = 'Demos'

const summaryOf = ({ id, title, about, steps, isOwn }: Demo) =>
  ({ id, title, about, steps: steps.filter(it => !it.isGround).length, isOwn })

/** What is not there is told of as null. */
const describe = ({ clock, steps, checks: _, ...demo }: Demo) => ({ ...demo, clock: clock ?? null, steps: steps.map(describeStep) })

export const describeStep = ({ title, question, remark, requests, ...step }: Step) => ({
  ...step,
  title: title ?? null,
  question: question ?? null,
  remark: remark ?? null,
  requests: requests.map(({ body, keeps, shown, ...request }) =>
    ({ ...request, body: body ?? null, ...keeps && { keeps }, ...shown !== undefined && { shown } }))
})

/** What a trainer plays to a class; `folder` has those of their own. */
export function demoOperations (folder: string | undefined): Operation[] {
  // Whoever shows none needs nothing of it.
  let reading: typeof import('../demos/folder.ts')
  const before = async () => { reading ??= await import('../demos/folder.ts') }
  const read = () => reading.readDemos(folder)
  return [listDemos(before, read), getDemo(before, read)]
}

type Before = () => Promise<void>

type Read = () => Demos

const listDemos = (before: Before, read: Read): Operation => operation({
  operationId: 'ListDemos',
  isOfServer: true,
  summary: 'List the demos',
  description: 'Lists what can be played to a class, step by step: walks of the documentation, and files of the same form in the ' +
    'folder of --demos. A file that is not one is listed with the line at which it goes wrong.',
  basis: ours,
  method: 'GET',
  path: '/__admin/demos',
  tag,
  wire: { response: { 200: DemoList } },
  status: 200,
  rules: [],
  before,
  perform () {
    const { demos, problems } = read()
    return { demos: demos.map(summaryOf), problems }
  }
})

const getDemo = (before: Before, read: Read): Operation => operation({
  operationId: 'GetDemo',
  isOfServer: true,
  summary: 'Get a demo',
  description: 'Answers all of a demo: what is told, the question to the class, the requests, and what is to be said of the answers. ' +
    'It is played in a sandbox of its own, made with its fixture and its clock.',
  basis: ours,
  method: 'GET',
  path: '/__admin/demos/:id',
  tag,
  wire: { params: DemoPath, response: { 200: DemoShown } },
  status: 200,
  rules: [],
  before,
  perform (_context, { params: { id } }) {
    const { demos } = read()
    const demo = demos.find(it => it.id === id)
    if (demo) return describe(demo)
    throw new Failure('not-found', `No demo ${quoted(id)} exists.${didYouMean(demos.map(it => it.id), id)} GET /__admin/demos lists them.`)
  }
})
