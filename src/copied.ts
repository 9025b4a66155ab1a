import type { Copies } from './classroom/copies.ts'
import type { BuildApp } from './documents.ts'
import { callsNowhere } from './sandbox/webhook-hosts.ts'
import { saveFaults } from './sandbox/faults.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { openSandboxes, type Sandboxes } from './sandbox/sandboxes.ts'
import { contents } from './services.ts'

/** There is one copy, which becomes like whichever sandbox is asked about. */
export async function openCopies (buildApp: BuildApp, { fixture, store }: Sandbox): Promise<Copies> {
  const sandboxes: Sandboxes = openSandboxes({ fixture, image: store.image(), defaults: callsNowhere }, contents)
  const app = await buildApp({ sandboxes })
  let last: Promise<unknown> = Promise.resolve()
  return {
    ask (sandbox, work) {
      const turn = last.then(async () => {
        sandboxes.default.restore(sandbox.store.image())
        sandboxes.default.setClock({ mode: 'frozen', at: sandbox.clock.now() })
        saveFaults(sandboxes.default.settings, [])
        return await work(app.inject.bind(app))
      })
      last = turn.catch(() => {})
      return turn
    },
    async close () {
      await last
      await app.close()
      sandboxes.close()
    }
  }
}
