import { rmSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { temporaryFolder } from './folders.js'
import { sandboxOf, startServer } from './servers.js'

/**
 * Starts a sandbox over a file of a fixture into which `fill` has put rows, in one transaction, while no server had it; and before that,
 * `make` what is better made by requests.
 */
export async function startFilled (fixture, flags, fill, make) {
  const data = temporaryFolder()
  const start = () => startServer(sandboxOf(fixture, ['--data', data, ...flags]))
  const making = await start()
  await make?.(making)
  await making.stop()
  const file = join(data, 'default.sqlite')
  const db = new BetterSqlite(file)
  db.transaction(() => fill(db))()
  db.close()
  const server = await start()
  return {
    ...server,
    file,
    stop: async () => {
      await server.stop()
      rmSync(data, { recursive: true })
    }
  }
}
