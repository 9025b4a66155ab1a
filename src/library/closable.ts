import { SandboxError } from './ask.ts'
import type { Server } from './asking.ts'

/** A server as it is asked by a sandbox that can be closed, and by those that are made beside that; `remove` takes the sandbox away. */
export function closable (server: Server, id: string, remove: () => Promise<void>): { own: Server, close: () => Promise<void> } {
  let closing: Promise<void> | undefined
  const own: Server = {
    ...server,
    sendUnder (prefix) {
      const send = server.sendUnder(prefix)
      return async (...request) => {
        if (closing) throw new SandboxError(`The sandbox "${id}" was closed. Make another with sandbox().`, 0)
        refuseOutlived()
        return await send(...request)
      }
    },
    isClosed: () => closing !== undefined || server.isClosed()
  }
  function refuseOutlived () {
    if (server.isClosed()) throw new SandboxError(`The sandbox that made "${id}" was closed before it. Close "${id}" first.`, 0)
  }
  return {
    own,
    async close () {
      if (!closing) refuseOutlived()
      await (closing ??= remove())
    }
  }
}
