import type { FastifyInstance } from 'fastify'
import type { Sandbox } from '../sandbox/sandbox.ts'

export type Inject = FastifyInstance['inject']

/** What a sandbox would answer, asked of a copy: the sandbox itself hears nothing of it, and none of its faults strikes. */
export interface Copies {
  /** One at a time. */
  ask<Answer> (sandbox: Sandbox, work: (inject: Inject) => Promise<Answer>): Promise<Answer>
  close (): Promise<void>
}
