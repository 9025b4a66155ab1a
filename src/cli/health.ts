import type { Config } from '../config.ts'

/** For a container's health check: exit code 0 if the server of these options answers. */
export async function printHealth ({ host, port }: Config): Promise<void> {
  const local = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host
  try {
    const reply = await fetch(`http://${local.includes(':') ? `[${local}]` : local}:${port}/readyz`, { signal: AbortSignal.timeout(3000) })
    console.log(reply.ok ? 'ready' : `not ready: ${reply.status}`)
    process.exitCode = reply.ok ? 0 : 1
  } catch {
    console.log(`not ready: nothing answers at ${local}:${port}`)
    process.exitCode = 1
  }
}
