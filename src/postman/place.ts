import type { FastifyInstance } from 'fastify'
import { buildApp } from '../app.ts'
import { readMoment } from '../core/clock.ts'
import { findFixture } from '../sandbox/fixtures.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { openSandboxes } from '../sandbox/sandboxes.ts'
import { callsNowhere } from '../sandbox/webhook-hosts.ts'
import { contents } from '../services.ts'

/** A sandbox of its own, and the app that serves it. */
export interface Place { readonly app: FastifyInstance, readonly sandbox: Sandbox, close (): Promise<void> }

/** One with the data of a fixture, whose clock stands. */
export async function openPlace (fixture: string, clock: string): Promise<Place> {
  const sandboxes = openSandboxes(
    { fixture: findFixture(fixture), clock: { mode: 'frozen', at: readMoment(clock) }, defaults: callsNowhere }, contents)
  const app = await buildApp({ sandboxes })
  return {
    app,
    sandbox: sandboxes.default,
    async close () {
      await app.close()
      sandboxes.close()
    }
  }
}
