import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { orNull, text } from '../core/schema.ts'
import { BasisShown } from './knowledge-schemas.ts'
import { about, said, textOrNull, texts } from './schemas.ts'

const Caller = Type.Object({
  id: text(about('What it is known by')),
  label: text(about('What it is called'))
}, { title: 'CallerOfEntry', description: 'Who called', 'x-basis': ours })

/** What can be anything, as it was sent. */
const anything = (description: string) => Type.Unsafe<unknown>({ description, 'x-basis': ours })

const FaultStruck = Type.Object({
  id: text(about('Id of the fault, or name of the scenario', 'f-1')),
  effect: Type.Record(Type.String(), Type.Unknown(), { description: 'What became of the request', 'x-basis': ours }),
  delayedMs: Type.Optional(Type.Number(said('How many milliseconds it waited'))),
  changed: Type.Optional(text(about('"nothing" where the reply had none of what the fault was to change')))
}, { title: 'FaultOfEntry', description: 'What a tester asked for that struck it', 'x-basis': ours })

export const JournalEntry = Type.Object({
  id: text(about('As the header Sandbox-Request-Id says it', 'r-1')),
  at: text(about('When, on the sandbox\'s clock')),
  service: textOrNull('The service that it went to, if there is one'),
  operation: textOrNull('The operation that was asked for, if there is one'),
  method: text(about('Method of the request')),
  url: text(about('Path and query of the request')),
  caller: orNull(Caller),
  status: Type.Integer(said('Status of the answer', 200)),
  dryRun: Type.Boolean(said('Whether nothing was kept')),
  fault: Type.Optional(FaultStruck),
  brokenRules: texts('Ids of the rules that refused it'),
  warnings: texts('What Sandbox-Warnings said'),
  request: Type.Object({
    headers: Type.Record(Type.String(), Type.Unsafe<unknown>({ type: 'string' }), { description: 'Without secrets', 'x-basis': ours }),
    body: anything('The body, read; what could not be is a text, and what is not kept a sentence in brackets')
  }, { title: 'RequestOfEntry', description: 'What was sent', 'x-basis': ours }),
  response: Type.Object({ body: anything('The body, read; what is not kept is a sentence in brackets') }, {
    title: 'AnswerOfEntry', description: 'What was answered', 'x-basis': ours
  }),
  curl: Type.Optional(text(about('The line for a shell that sends it again, with variables for secrets')))
}, { title: 'JournalEntry', description: 'A request, and what came of it', 'x-basis': ours })

/** Of an answer that found nothing. */
export const nothingHere = Type.Optional(text(about('Where nothing was found, which other sandboxes have requests, and how to ask there')))

export const Requests = Type.Object({
  total: Type.Integer({ description: 'How many the journal has', 'x-basis': ours }),
  requests: Type.Array(JournalEntry, { description: 'The newest first', 'x-basis': ours }),
  message: nothingHere
}, { title: 'Requests', description: 'The last requests' })

export const Verdict = Type.Object({
  rule: text(about('Id of the rule', 'visit.date-by-today')),
  verdict: text(about('broken, holds, or not judged', 'holds')),
  mode: text(about('enforce, or warn', 'enforce')),
  code: Type.Optional(text(about('The code that the API has for it'))),
  statement: text(about('The rule in words')),
  field: text(about('The member or header that it is about')),
  basis: BasisShown,
  compared: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'The values that were compared', 'x-basis': ours })),
  message: Type.Optional(text(about('What is wrong, and what to do'))),
  wouldPass: Type.Optional(text(about('What would pass'))),
  passing: Type.Optional(Type.Object({
    from: Type.Optional(Type.Unknown({ description: 'The first that passes; open, if left out', 'x-basis': ours })),
    to: Type.Optional(Type.Unknown({ description: 'The last that passes; open, if left out', 'x-basis': ours })),
    except: Type.Optional(Type.Array(anything('A value'), said('Those in between that do not')))
  }, { title: 'PassingValues', description: 'Of a rule that puts values in order: those that pass', 'x-basis': ours })),
  proposal: Type.Optional(Type.Unknown({ description: 'A value of the field with which the rule holds', 'x-basis': ours })),
  nearest: Type.Optional(texts('Ids of the caller\'s that are most like one that nothing has')),
  hint: Type.Optional(text(about('What to look at first, where an id names nothing', 'Did you mean DEMO-TP04?'))),
  unknown: Type.Optional(texts('What could not be compared, as it was not there'))
}, { title: 'VerdictOnRule', description: 'What came of one rule', 'x-basis': ours })

const verdicts = (description: string) => Type.Array(Verdict, { description, 'x-basis': ours })

const Reason = Type.Object({
  kind: text(about('The kind of failure', 'unacceptable')),
  title: text(about('What went wrong, the same for every case of it')),
  detail: text(about('What went wrong in this case')),
  errors: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()), {
    description: 'Messages by the member that they are about', 'x-basis': ours
  })),
  source: orNull(BasisShown, 'SourceOfRefusal')
}, { title: 'ReasonOfRefusal', description: 'Why it was refused', 'x-basis': ours })

const Remark = Type.Object({
  kind: text(about('The kind of remark', 'number-in-quotes')),
  member: text(about('The member that it is about')),
  message: text(about('What was odd, and what was made of it'))
}, { title: 'RemarkOnMember', description: 'Something that was read as something else than what was written', 'x-basis': ours })

const NearMember = Type.Object({
  member: text(about('As it was written', 'emailAddres')),
  nearest: texts('What it probably stands for, the likeliest first'),
  message: text(about('The same as a sentence'))
}, { title: 'NearMember', description: 'A name that was ignored, and what it probably stands for', 'x-basis': ours })

const ReadingUsed = Type.Object({
  id: text(about('Id of the reading', 'unknown-id')),
  sentence: text(about('What can be understood in more than one way')),
  choice: text(about('The choice in force')),
  means: text(about('What that choice does')),
  others: texts('The other choices'),
  rules: texts('Ids of the rules that depend on it')
}, { title: 'ReadingOfExplanation', description: 'A reading that mattered', 'x-basis': ours })

const OperationAsked = Type.Object({
  operationId: text(about('Its id')),
  summary: text(about('What it does')),
  basis: BasisShown
}, { title: 'OperationOfExplanation', description: 'The operation that was asked for', 'x-basis': ours })

export const Explanation = Type.Object({
  id: text(about('As the header Sandbox-Request-Id says it', 'r-1')),
  request: text(about('Method and path')),
  sandbox: text(about('Which sandbox it went to', 'default')),
  at: text(about('When, on the sandbox\'s clock')),
  operation: orNull(OperationAsked),
  status: Type.Integer(said('Status of the answer', 400)),
  outcome: text(about('accepted, refused, or not answered', 'refused')),
  fault: Type.Optional(FaultStruck),
  reason: orNull(Reason),
  newerElsewhere: Type.Optional(text(about(
    'Of the last request of a sandbox: which newer one the default sandbox has, and how to ask for that'))),
  fixtureDates: Type.Optional(text(about(
    'What to do where nothing passes, and the clock stands before the day for which the fixture was loaded'))),
  refusedBy: verdicts('Rules that refused it'),
  warnedBy: verdicts('Rules that only warned'),
  members: Type.Optional(Type.Record(Type.String(), Type.String(), {
    description: 'Under a contract: the sandbox\'s own names, by those of the contract, where they differ', 'x-basis': ours
  })),
  ignoredMembers: texts('Members that nothing knows'),
  nearestMembers: Type.Optional(Type.Array(NearMember, {
    description: 'Of those, and of options that nothing knows, the ones that are like a name that there is', 'x-basis': ours
  })),
  remarks: Type.Optional(Type.Array(Remark, { description: 'What was read as something else than what was written', 'x-basis': ours })),
  unknownHeaders: Type.Optional(texts('Headers that look like the sandbox\'s, and are not')),
  readings: Type.Optional(Type.Array(ReadingUsed, { description: 'Readings that mattered', 'x-basis': ours })),
  off: Type.Optional(texts('Ids of rules that are off, and were not judged')),
  held: verdicts('Rules that held'),
  notJudged: verdicts('Rules that could not be judged')
}, { title: 'Explanation', description: 'Each rule\'s verdict, the values compared, what would pass, and the source', 'x-basis': ours })

export const Cleared = Type.Object({
  cleared: Type.Integer({ description: 'How many requests were forgotten', 'x-basis': ours })
}, { title: 'JournalCleared', description: 'What was forgotten' })

export const Har = Type.Object({
  log: Type.Object({
    version: text(about('Of the form', '1.2')),
    creator: Type.Object({ name: text(about('Of the program')), version: text(about('Of the program')) }, {
      title: 'CreatorOfArchive', description: 'What made it', 'x-basis': ours
    }),
    comment: text(about('What its times are')),
    entries: Type.Array(Type.Record(Type.String(), anything('A member of an entry')), said('The oldest first, as HAR 1.2 has them'))
  }, { title: 'LogOfArchive', description: 'What the archive holds', 'x-basis': ours })
}, { title: 'HttpArchive', description: 'The journal as an HTTP Archive 1.2' })
