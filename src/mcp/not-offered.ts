import { toolName } from './operation-tool.ts'

const groups: ReadonlyArray<readonly [why: string, operationIds: readonly string[]]> = [
  ['the list of tools is that index', ['GetIndex']],
  ['it is for what starts and watches the server', ['GetLiveness', 'GetReadiness', 'GetMetrics']],
  ['what it answers or takes is a file: save_snapshot and restore_snapshot keep a state in the sandbox', ['ExportState', 'ImportState']],
  ['it answers a file for other programs: list_requests and get_request tell what is in it', ['ExportRequests']],
  ['it goes on for as long as somebody listens: list_requests and find_requests tell what has come', ['ListenToEvents', 'ListenToClass']],
  ['list_faults has each whole', ['GetFault']],
  ['delete_faults, add_fault and set_fault do it', ['SetFaults']],
  ['it is what the page of records draws: get_changes_since_snapshot tells the same', ['GetPicturesSinceSnapshot']],
  ['whoever runs the sandbox decides which contract is in force; get_contract and get_contract_drift tell of it',
    ['AdoptContract', 'LeaveContract']],
  ['demos are for people at the page: get_rule_example has requests to send', ['ListDemos', 'GetDemo']],
  ['classes are for a trainer and trainees at the page', [
    'ListTasks', 'ListClasses', 'OpenClass', 'GetClass', 'CloseClass', 'GetClassResults', 'GetSeatOfClass', 'GetSeat', 'NameSeat'
  ]]
]

/** By the ids of the operations of the sandbox's own API that assistants are not offered, why not, and what there is instead. */
export const notOffered: ReadonlyMap<string, string> = new Map(groups.flatMap(([why, ids]) => ids.map(id => [id, why] as const)))

const byTool = new Map([...notOffered].map(([id, why]) => [toolName(id), why]))

/** Why there is no such tool, where that was decided. */
export const whyNotOffered = (tool: string): string | undefined => byTool.get(tool)
