import { Type, type Static } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { orNull, text } from '../core/schema.ts'
import { DemoStep } from './demos-schemas.ts'
import { ClockBody, about, one, said, textOrNull, texts } from './schemas.ts'

const count = (description: string) => Type.Integer(said(description))

export const TaskList = Type.Object({
  tasks: Type.Array(Type.Object({
    id: text(about('Its name: that of its file', 'missing-visit')),
    title: text(about('What it is called')),
    about: text(about('What it is about')),
    fixture: text(about('What its sandbox has to begin with', 'demo')),
    clock: textOrNull('Where its clock has to stand at the start; wherever it does, if null'),
    checks: count('How many requests look whether it is done'),
    isOwn: Type.Boolean(said('Whether it is from the folder of --demos'))
  }, { title: 'TaskSummary', description: 'Something for trainees to do' }), said('Those of the folder first')),
  problems: Type.Array(Type.Object({
    file: text(about('The file', 'demos/ours.md')),
    line: count('The line in it'),
    message: text(about('What is wrong there, and what to do'))
  }, { title: 'TaskProblem', description: 'A file that is neither a demo nor a task' }), said('Files that are neither, and why'))
}, { title: 'Tasks', description: 'What trainees can be given to do' })

export const ClassBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 80, ...said('What it is called', 'Monday') }),
  seats: Type.Integer({
    minimum: 1, ...said('How many seats it has; 60 at most, unless the server was started with another --max-seats', 12)
  }),
  tasks: Type.Optional(Type.Array(Type.String(), {
    maxItems: 50, ...said('Ids of tasks, in the order in which to do them; all that come with it, if left out', ['missing-visit'])
  })),
  fixture: Type.Optional(text(about('What each sandbox begins with; what the tasks want, if left out', 'demo'))),
  clock: Type.Optional(ClockBody)
}, { title: 'NewClass', description: 'A class to be opened', additionalProperties: false })
export type ClassBody = Static<typeof ClassBody>

export const ClassPath = Type.Object({ id: text(about('Id of the class', 'monday')) })
export const SeatPath = Type.Object({
  id: text(about('Id of the class', 'monday')), seat: text(about('The number of the seat, or its code', '1'))
})

const known = {
  id: text(about('Its name in addresses', 'monday')),
  name: text(about('What it is called', 'Monday')),
  openedAt: text(about('When it was opened, by the machine\'s clock')),
  fixture: text(about('What each sandbox began with', 'demo'))
}

export const ClassList = Type.Object({
  classes: Type.Array(Type.Object({ ...known, seats: count('How many seats it has') }, {
    title: 'ClassSummary', description: 'What a list says of a class'
  }), said('The oldest first'))
}, { title: 'Classes', description: 'The classes that are under way' })

const request = {
  at: text(about('When, by the machine\'s clock')),
  request: text(about('Its method and its path')),
  status: count('What it was answered with')
}

const TaskState = Type.Object({
  id: text(about('Id of the task', 'missing-visit')),
  doneAt: textOrNull('When it was done, by the machine\'s clock; null where it is not'),
  tries: count('How many requests that would change something were made while it was the task at hand'),
  refusals: Type.Record(Type.String(), Type.Integer(), said('How often each rule refused one then; what no rule did, by its status'))
}, { title: 'TaskState', description: 'How far a seat has come with a task' })

export const Seat = Type.Object({
  number: count('Its number'),
  code: text(about('What opens it', 'K7QM-X4TR')),
  sandbox: text(about('The id of its sandbox', 'monday-1-k3xw9')),
  who: textOrNull('Who sits there, if they said so'),
  atHand: textOrNull('The first task that is not done; null where all are'),
  tasks: Type.Array(TaskState, said('In order')),
  last: orNull(Type.Object(request, { title: 'LastRequest', description: 'The last request to an emulated API', 'x-basis': ours })),
  lastRefusal: orNull(Type.Object({
    ...request,
    id: text(about('By which the journal has it', 'r-12')),
    reason: text(about('Why, in a few words')),
    rules: texts('The rules that refused it')
  }, { title: 'LastRefusal', description: 'The last request that was refused', 'x-basis': ours })),
  today: textOrNull('The day that it is in its sandbox; null while that sleeps'),
  faults: texts('Ids of the faults that are in force there'),
  isThere: Type.Boolean(said('Whether its sandbox is still there'))
}, { title: 'Seat', description: 'A seat of a class, and how far it has come' })

export const Class = Type.Object({
  ...known,
  tasks: Type.Array(Type.Object({ id: text(about('Its id')), title: text(about('What it is called')) }, {
    title: 'TaskOfClass', description: 'A task of a class'
  }), said('In order')),
  seats: Type.Array(Seat, said('By their numbers'))
}, { title: 'ClassOfTrainees', description: 'A class, and how far its seats have come' })

export const ResultsQuery = Type.Object({
  format: Type.Optional(one('ResultsFormat', ['json', 'csv'], 'How it is written; json, if left out'))
})

export const Results = Type.Object({
  ...known,
  results: Type.Array(Type.Object({
    seat: count('Number of the seat'),
    who: textOrNull('Who sits there, if they said so'),
    task: text(about('Id of the task')),
    title: text(about('What it is called')),
    doneAt: TaskState.properties.doneAt,
    tries: TaskState.properties.tries,
    refusals: TaskState.properties.refusals
  }, { title: 'Result', description: 'What a seat has come to with a task' }), said('By seat, and then by task'))
}, { title: 'Results', description: 'What a class has come to' })

export const SeatBody = Type.Object({
  who: Type.Union([Type.String({ maxLength: 80 }), Type.Null()], said('A name; null or nothing for none', 'Mere'))
}, { title: 'WhoSits', description: 'Who sits at a seat', additionalProperties: false })

export const OwnSeat = Type.Object({
  class: text(about('What the class is called', 'Monday')),
  number: count('Number of the seat'),
  who: textOrNull('Who sits there, if they said so'),
  sandbox: text(about('The id of its sandbox', 'monday-1-k3xw9')),
  url: text(about('Where that is: every address of the server, below this, is its own')),
  atHand: textOrNull('The first task that is not done; null where all are'),
  tasks: Type.Array(Type.Object({
    ...TaskState.properties,
    title: text(about('What it is called')),
    about: text(about('What it is about')),
    steps: Type.Array(DemoStep, said('What there is to do, in order'))
  }, { title: 'TaskOfSeat', description: 'A task, and how far it is' }), said('In order'))
}, { title: 'OwnSeat', description: 'A seat as its trainee sees it', 'x-basis': ours })
