// What a sandbox is started with, and what its own API takes and answers. docs/admin.md tells of each operation, and openapi/admin.json of
// each member.
export type * from './types/start.ts'
export type * from './types/time.ts'
export type * from './types/sandboxes.ts'
export type * from './types/faults.ts'
export type * from './types/requests.ts'
export type * from './types/rules.ts'
export type * from './types/inject.ts'
