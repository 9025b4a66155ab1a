import { BadInput } from '../core/errors.ts'
import { answer } from '../http/answer.ts'
import { operation, type Operation } from '../http/operation.ts'
import { boardOperations } from './class-board.ts'
import { classOf, common, describe, loadingFor, summaryOf, type Loading } from './class-loading.ts'
import { Class, ClassBody, ClassList, ClassPath, TaskList } from './classes-schemas.ts'
import { newClassOf } from './new-class.ts'
import { seatOperations } from './seats.ts'
import type { Server } from './server.ts'
import { Nothing } from './snapshots-schemas.ts'

/** What a trainer does with classes, and a trainee with a seat. */
export function classOperations (server: Server | undefined): Operation[] {
  const loading = loadingFor(server)
  return [listTasks(loading, server), ...listAndOpen(loading), ...boardOperations(loading), closeClass(loading), ...seatOperations(loading)]
}

const listTasks = ({ before, now }: Loading, server: Server | undefined): Operation => operation({
  ...common,
  operationId: 'ListTasks',
  summary: 'List the tasks',
  description: 'Lists what trainees can be given to do: tasks that come with the sandbox, and those in the folder of --demos. A task is ' +
    'a file as a demo is, with checks that look whether it is done. A file that is neither is listed with the line at which it ' +
    'goes wrong.',
  method: 'GET',
  path: '/__admin/tasks',
  wire: { response: { 200: TaskList } },
  status: 200,
  before,
  perform () {
    const { demos, problems } = now().folder.readTasks(server?.demos)
    const tasks = demos.map(({ id, title, about, fixture, clock, checks, isOwn }) =>
      ({ id, title, about, fixture, clock: clock ?? null, checks: checks.length, isOwn }))
    return { tasks, problems }
  }
})

const listAndOpen = ({ before, now }: Loading): Operation[] => [
  operation({
    ...common,
    operationId: 'ListClasses',
    summary: 'List the classes',
    description: 'Lists the classes that are under way.',
    method: 'GET',
    path: '/__admin/classes',
    wire: { response: { 200: ClassList } },
    status: 200,
    before,
    perform: () => ({ classes: now().classes.list().map(of => ({ ...summaryOf(of), seats: of.seats.length })) })
  }),

  operation({
    ...common,
    operationId: 'OpenClass',
    summary: 'Open a class',
    description: 'Makes a sandbox for each seat, with a code that opens only that one: its pages, and its own API. Who shows a code ' +
      'sends it as a bearer token. A TMS that is pointed at the sandbox of a seat needs none: it has the credentials of the emulated APIs.',
    method: 'POST',
    path: '/__admin/classes',
    wire: { body: ClassBody, response: { 201: Class } },
    status: 201,
    answersVary: true,
    before,
    perform ({ clock }, { body }) {
      const loaded = now()
      if (loaded.server.sandboxes.isShared) {
        throw new BadInput('A class needs a server of its own, and this one shares its sandboxes. Start one without --shared for it.')
      }
      const { maxSeats } = loaded.server.sandboxes.limits
      const { demos: tasks } = loaded.folder.readTasks(loaded.server.demos)
      const wanted = newClassOf(body, tasks, { machine: clock.machine, maxSeats })
      return answer({ body: async () => describe(loaded, await loaded.classes.open(wanted)) })
    }
  })
]

const closeClass = ({ before, now }: Loading): Operation => operation({
  ...common,
  operationId: 'CloseClass',
  summary: 'Close a class',
  description: 'Deletes the sandboxes of its seats, and what is known of them. Save its results before.',
  method: 'DELETE',
  path: '/__admin/classes/:id',
  wire: { params: ClassPath, response: { 204: Nothing } },
  status: 204,
  // What is under way there comes to its end.
  async before (sandbox, _caller, { params: { id } }) {
    await before()
    const seats = now().classes.find(id)?.seats.filter(it => it.sandbox !== sandbox.id) ?? []
    await Promise.all(seats.map(it => now().server.sandboxes.whenIdle(it.sandbox)))
  },
  async perform ({ sandbox }, { params: { id } }) {
    if (classOf(now(), id).seats.some(it => it.sandbox === sandbox.id)) {
      throw new BadInput(`This request was sent to "${sandbox.id}", a sandbox of the class that it closes. ` +
        `Send it without /sandboxes/${sandbox.id} in the path and without the Sandbox-Id header.`)
    }
    await now().classes.close(id)
  }
})
