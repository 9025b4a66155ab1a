import type { InjectOptions, Response } from 'light-my-request'
import { buildApp, type AppOptions } from '../src/app.ts'
import type { Sandboxes } from '../src/sandbox/sandboxes.ts'

type App = Awaited<ReturnType<typeof buildApp>>

/** The app for one test. */
export interface Served {
  inject (asked: InjectOptions): Promise<Response>
  /** Another test may have it after this. */
  end (): Promise<void>
}

interface Kept {
  readonly app: App
  /** What all is asked of that comes from now on. */
  serve (sandboxes: Sandboxes): void
}

/**
 * What a test leaves behind is in its sandboxes, and these take a tenth of the time that laying hundreds of routes does: an app goes from
 * one test to the next.
 */
const free: Kept[] = []

/** What a server keeps for itself, beside its sandboxes. */
const ofServer = /\/(?:classes|trainees|metrics|docs)\b/i

export async function appFor ({ sandboxes, ...options }: AppOptions): Promise<Served> {
  const { host, adminToken, adminCors, demos, logLevel } = options
  const isOpen = host === 'localhost' && adminToken === undefined && adminCors?.length === 0
  const isBare = demos === undefined && logLevel === 'silent' && sandboxes.folder === undefined
  if (!isOpen || !isBare) return await appAlone({ sandboxes, ...options })
  const kept = free.pop() ?? await make(sandboxes, options)
  kept.serve(sandboxes)
  let isAsBefore = true
  return {
    inject (asked) {
      if (ofServer.test(String(asked.url))) isAsBefore = false
      return kept.app.inject(asked)
    },
    async end () {
      for (const { journal } of sandboxes.places.values()) journal.events.close()
      if (isAsBefore) free.push(kept)
      else await kept.app.close()
    }
  }
}

/** One that no test had before. */
export async function appAlone (options: AppOptions): Promise<Served> {
  const app = await buildApp(options)
  return { inject: asked => app.inject(asked), end: () => app.close() }
}

async function make (first: Sandboxes, options: Omit<AppOptions, 'sandboxes'>): Promise<Kept> {
  let served = first
  const sandboxes = new Proxy({} as Sandboxes, { get: (_, name) => Reflect.get(served, name) })
  const app = await buildApp({ ...options, sandboxes })
  return { app, serve (others) { served = others } }
}
