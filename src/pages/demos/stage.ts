import { server } from '../frame/address.ts'
import { ask, tokenHeader } from '../frame/ask.ts'
import type { Clock, Explanation, Moment } from '../frame/replies.ts'
import { inLines } from '../frame/sending.ts'
import type { PicturesSince } from '../state/replies.ts'
import type { ChangesSince, Demo } from './replies.ts'

/** The sandbox that a demo is played in, which is nobody else's. */
export interface Stage {
  readonly id: string
  send (request: Sent): Promise<Came>
  /** Asks its own API. Throws for what that refuses. */
  ask<Reply> (method: string, path: string, body?: object): Promise<Reply>
  close (): void
}

export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** What came back. */
export interface Came {
  readonly status: number
  readonly statusText: string
  readonly text: string
  readonly retryAfter: string | null
  readonly warnings: readonly string[]
  /** By which the journal of the stage has it; undefined for a request to the sandbox's own API. */
  readonly id: string | undefined
}

/** Whoever goes without a word leaves it behind for so long, in seconds. */
const lifetime = 4 * 3600

export async function openStage ({ fixture, clock }: Pick<Demo, 'fixture' | 'clock'>): Promise<Stage> {
  const { id } = await ask<{ id: string }>('POST', '/sandboxes', {
    fixture, ttlSeconds: lifetime, ...clock !== null && { clock: { mode: 'frozen', now: clock } }
  })
  return stageIn(id)
}

/** A sandbox that is there. */
export function stageIn (id: string): Stage {
  const send = (request: Sent) => sendTo(id, request)
  return {
    id,
    send,
    async ask (method, path, body) {
      const { status, text } = await send({
        method,
        path: `/__admin${path}`,
        headers: body ? { 'Content-Type': 'application/json' } : {},
        body: body ? JSON.stringify(body) : null
      })
      const reply = text === '' ? undefined : JSON.parse(text)
      if (status >= 400) throw new Error((reply as { detail?: string } | undefined)?.detail ?? `It was answered ${status}.`)
      return reply
    },
    // It is asked for even as the page goes.
    close: () => { ask('DELETE', `/sandboxes/${id}`, undefined, { keepalive: true }).catch(() => {}) }
  }
}

/** The header leads to the stage, so that paths are as the walk has them. */
async function sendTo (id: string, { method, path, headers, body }: Sent): Promise<Came> {
  const isOwn = /^\/__admin(?:[/?]|$)/.test(path)
  const response = await fetch(new URL(path.replace(/^\/+/, ''), server), {
    method,
    credentials: 'omit',
    headers: { ...isOwn && tokenHeader(), ...headers, 'Sandbox-Id': id },
    ...body !== null && method !== 'GET' && method !== 'HEAD' && { body }
  })
  return {
    status: response.status,
    statusText: response.statusText,
    text: inLines(await response.text()),
    retryAfter: response.headers.get('Retry-After'),
    warnings: (response.headers.get('Sandbox-Warnings') ?? '').split(', ').filter(it => it !== ''),
    id: response.headers.get('Sandbox-Request-Id') ?? (isOwn ? undefined : 'last')
  }
}

/** What can be asked about the stage, but for what it is a stage of. */
export const questions = {
  clock: ({ ask }: Stage) => ask<Clock>('GET', '/clock'),
  toCome: async ({ ask }: Stage) => (await ask<{ moments: readonly Moment[] }>('GET', '/calendar?limit=500')).moments,
  save: async ({ ask }: Stage) => (await ask<{ id: string }>('POST', '/snapshots', {})).id,
  restore: ({ ask }: Stage, id: string) => ask<unknown>('POST', `/snapshots/${id}/restore`),
  changesSince: ({ ask }: Stage, id: string) => ask<ChangesSince>('GET', `/snapshots/${id}/changes`),
  picturesSince: ({ ask }: Stage, id: string) => ask<PicturesSince>('GET', `/snapshots/${id}/pictures`),
  explain: ({ ask }: Stage, id: string) => ask<Explanation>('GET', `/requests/${id}/explain`)
}
