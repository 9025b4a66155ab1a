import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { text } from '../core/schema.ts'
import { about, said, textOrNull, texts } from './schemas.ts'

const known = {
  id: text(about('Its name in addresses: that of its file', 'three-months')),
  title: text(about('What it is called', 'The three months')),
  about: text(about('What it is about'))
}

export const DemoList = Type.Object({
  demos: Type.Array(Type.Object({
    ...known, steps: Type.Integer(said('How many steps it has')), isOwn: Type.Boolean(said('Whether it is from the folder of --demos'))
  }, { title: 'DemoSummary', description: 'What a list says of a demo' }), said('Those of the folder first')),
  problems: Type.Array(Type.Object({
    file: text(about('The file', 'demos/ours.md')),
    line: Type.Integer(said('The line in it')),
    message: text(about('What is wrong there, and what to do'))
  }, { title: 'DemoProblem', description: 'A file that is not a demo' }), said('Files that are not demos, and why'))
}, { title: 'Demos', description: 'What can be played to a class' })

export const DemoPath = Type.Object({ id: text(about('Id of the demo', 'three-months')) })

const DemoRequest = Type.Object({
  method: text(about('Its method', 'POST')),
  path: text(about('Where it goes, below the address of a sandbox; a name in $ and braces stands for what an earlier answer had')),
  headers: Type.Record(Type.String(), Type.String(), said('Its headers')),
  body: textOrNull('Its body, as it is sent'),
  keeps: Type.Optional(Type.Object({
    name: text(about('The name of the variable', 'TOKEN')), member: text(about('The member of the answer', 'access_token'))
  }, { title: 'KeptOfAnswer', description: 'What of the answer later requests need', 'x-basis': ours })),
  isShown: Type.Boolean(said('Whether its answer is looked at')),
  shown: Type.Optional(Type.Unknown(said('The answer as the walk has it, "…" where it leaves something out')))
}, { title: 'DemoRequest', description: 'A request of a demo', 'x-basis': ours })

export const DemoStep = Type.Object({
  title: textOrNull('What it is called'),
  story: texts('What is told before, paragraph by paragraph; a point of a list begins with "- "'),
  question: textOrNull('What the class is asked before the answer is shown'),
  requests: Type.Array(DemoRequest, said('What is sent, in order')),
  remark: textOrNull('What is to be said of the answer'),
  marks: texts('Words of the texts: where an answer has one, it matters'),
  isGround: Type.Boolean(said('Whether it only sets the clock, or lays the data of the day'))
}, { title: 'DemoStep', description: 'A step of a demo' })

export const DemoShown = Type.Object({
  ...known,
  fixture: text(about('What its sandbox begins with', 'demo')),
  clock: textOrNull('Where its clock stands at the start; as it is, if null'),
  isOwn: Type.Boolean(said('Whether it is from the folder of --demos')),
  steps: Type.Array(DemoStep, said('In order'))
}, { title: 'Demo', description: 'A walk that can be played' })
