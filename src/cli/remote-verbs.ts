import { Option, type Command } from 'commander'
import { remote, under, type RemoteFlags } from './remote.ts'

type Verb = (name: string, description: string) => Command

/** Adds the verbs that speak to a server that runs; `verb` makes one. What a verb does is loaded when it is used. */
export function addRemoteVerbs (verb: Verb): void {
  remote(verb('wait', 'wait until a server answers'))
    .option('--timeout <SECONDS>', 'for how long at most', '60')
    .action(async (flags) => (await import('./wait.ts')).waitFor(flags))

  remote(verb('reset', 'go back to the fixture and to the clock of the start'))
    .option('--scope <PARTS>', 'data, clock, journal; all, if left out')
    .action(async (flags) => (await import('./reset.ts')).resetSandbox(flags))

  const clock = under(remote(verb('clock', 'print the clock, or move it'))
    .action(async (flags: RemoteFlags) => (await import('./clock.ts')).printClock(flags)))
  clock('set <clock>', 'real, frozen:2026-03-02T09:00 or offset:2026-03-02T09:00')
    .action(async (setting, flags) => (await import('./clock.ts')).setClock(setting, flags))
  clock('advance <how-far>', 'by P43D, to 2026-06-01, or to a moment of the calendar such as return.202608.close')
    .option('--offset <DURATION>', 'so long after the moment of the calendar, or before: -PT1M')
    .action(async (far, flags) => (await import('./clock.ts')).advanceClock(far, flags))
  clock('calendar', 'print the moments to come').action(async (flags) => (await import('./clock.ts')).printCalendar(flags))

  addSnapshotVerbs(under(verb('snapshot', 'keep the state, go back to it, or carry it elsewhere')))
  addSandboxVerbs(under(verb('sandbox', 'make a sandbox of your own, list them, or delete one')))
  addFaultVerbs(under(verb('fault', 'have requests fail, wait or lose their connection')))
  addRequestVerbs(verb)

  remote(verb('token', 'print a token to order'))
    .argument('<whom>', 'an EID such as 9001, or a user of accessplanit such as demo')
    .option('--service <NAME>', 'the service whose token it is')
    .option('--ttl <SECONDS>', 'how long it is valid')
    .option('--defect <NAME>', 'what is wrong with it: expired, not-yet-valid, wrong-signature, …')
    .action(async (whom, flags) => (await import('./token.ts')).orderToken(whom, flags))

  remote(verb('coverage', 'print which rules the requests have made fail'))
    .option('--min <PERCENT>', 'exit with 1 below it')
    .option('--junit <FILE>', 'write it there as JUnit XML')
    .option('--html <FILE>', 'write it there as a page')
    .option('--sandboxes <IDS>', 'of several sandboxes together, with commas, or all')
    .option('--clear', 'start the counts again from zero')
    .action(async (flags) => (await import('./coverage.ts')).printCoverage(flags))

  addEvidenceVerb(verb)
  addAssistantVerb(verb)
}

function addEvidenceVerb (verb: Verb): void {
  remote(verb('evidence', 'write what a test run has shown: as pages for paper, JSON, JUnit and HAR'))
    .option('--out <FOLDER>', 'where to write', 'evidence')
    .option('--now <TIME>', 'when it is said to have been gathered: 2026-03-02T09:00Z; by the machine, if left out')
    .addOption(new Option('--schema', 'print the JSON Schema of evidence.json instead').conflicts('out'))
    .action(async (flags) => (await import('./evidence.ts')).writeEvidence(flags))
}

function addAssistantVerb (verb: Verb): void {
  remote(verb('mcp', 'speak the Model Context Protocol to an assistant, over standard input and output'))
    .action(async (flags, command) =>
      (await import('./mcp.ts')).speakToAssistant(flags, command.getOptionValueSource('url') !== 'default'))
}

function addSnapshotVerbs (snapshot: Verb): void {
  snapshot('list', 'print the snapshots').action(async (flags) => (await import('./snapshot.ts')).listSnapshots(flags))
  snapshot('save [id]', 'keep state and clock as they are')
    .action(async (id, flags) => (await import('./snapshot.ts')).saveSnapshot(id, flags))
  snapshot('restore <id>', 'go back to a snapshot').action(async (id, flags) => (await import('./snapshot.ts')).restoreSnapshot(id, flags))
  snapshot('delete <id>', 'forget a snapshot').action(async (id, flags) => (await import('./snapshot.ts')).deleteSnapshot(id, flags))
  snapshot('export <file>', 'write the whole state into a file')
    .action(async (file, flags) => (await import('./snapshot.ts')).exportState(file, flags))
  snapshot('import <file>', 'put the state of a file in the place of what is there')
    .action(async (file, flags) => (await import('./snapshot.ts')).importState(file, flags))
}

function addSandboxVerbs (sandbox: Verb): void {
  sandbox('list', 'print the sandboxes').action(async (flags) => (await import('./sandbox.ts')).listSandboxes(flags))
  sandbox('create [id]', 'make a sandbox, and print its address and credentials')
    .option('--fixture <NAME>', 'what it begins with')
    .option('--clock <CLOCK>', 'real, frozen:2026-03-02T09:00 or offset:2026-03-02T09:00')
    .option('--seed <TEXT>', 'where its ids come from')
    .option('--ttl <SECONDS>', 'how long it lives')
    .action(async (id, flags) => (await import('./sandbox.ts')).createSandbox(id, flags))
  sandbox('delete <id>', 'delete a sandbox').action(async (id, flags) => (await import('./sandbox.ts')).deleteSandbox(id, flags))
}

function addFaultVerbs (fault: Verb): void {
  fault('list', 'print the faults').action(async (flags) => (await import('./fault.ts')).listFaults(flags))
  fault('add', 'add a fault with one effect: --status, --delay, --wire or --body')
    .option('--service <NAME>', 'only requests to this service')
    .option('--operation <ID>', 'only requests to this operation')
    .option('--caller <ID>', 'only requests from this caller, such as an EID')
    .option('--status <STATUS>', 'answer with this status, in that API\'s own error format')
    .option('--retry-after <SECONDS>', 'the Retry-After header to send with --status')
    .option('--delay <MILLISECONDS>', 'answer this much later')
    .option('--wire <NAME>', 'break the connection: EMPTY_RESPONSE, CONNECTION_RESET_BY_PEER, …')
    .option('--body <JSON>', 'rewrite its JSON: {"rename":{"ID":"Id"},"remove":["Email"],"texts":["Cost"]}')
    .option('--probability <SHARE>', 'the share of matching requests that it applies to, from 0 to 1')
    .option('--times <COUNT>', 'stop after this many requests')
    .action(async (flags) => (await import('./fault.ts')).addFault(flags))
  fault('remove <id>', 'remove a fault').action(async (id, flags) => (await import('./fault.ts')).removeFault(id, flags))
  fault('clear', 'remove all faults').action(async (flags) => (await import('./fault.ts')).clearFaults(flags))
}

function addRequestVerbs (verb: Verb): void {
  const requests = under(remote(verb('requests', 'print the last requests, or count them'))
    .option('--limit <COUNT>', 'how many at most', '20')
    .option('--operation <ID>', 'only requests to this operation')
    .option('--method <METHOD>', 'only requests with this method')
    .option('--path <PATH>', 'only requests to this path; * stands for any characters')
    .option('--status <STATUS>', 'only requests answered with this status: 400, or 4xx')
    .option('--rule <ID>', 'only requests that broke this rule')
    .option('--exactly <COUNT>', 'exit with 1 unless exactly this many match')
    .option('--at-least <COUNT>', 'exit with 1 if fewer match')
    .option('--at-most <COUNT>', 'exit with 1 if more match')
    .action(async (flags) => (await import('./requests.ts')).printRequests(flags)))
  requests('clear', 'forget the requests').action(async (flags) => (await import('./requests.ts')).clearRequests(flags))

  remote(verb('explain', 'tell why a request was answered as it was'))
    .argument('[id]', 'as the header Sandbox-Request-Id says it', 'last')
    .action(async (id, flags) => (await import('./requests.ts')).printExplanation(id, flags))

  remote(verb('divergence', 'write a request without its values, for the project to learn what the real one said'))
    .argument('[id]', 'as the header Sandbox-Request-Id says it', 'last')
    .option('--out <FILE>', 'write it there')
    .action(async (id, flags) => (await import('./divergence.ts')).writeDivergence(id, flags))
}
