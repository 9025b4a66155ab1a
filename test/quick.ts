import type { Test } from 'tap'

/** Asserts that work takes no more of the processor than it may however busy the machine is; what was quadratic took minutes. */
export async function isQuick<Result> (t: Test, name: string, work: () => Result | Promise<Result>): Promise<Result> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  t.ok(user + system < 8_000_000, `${name} takes ${Math.round((user + system) / 1000)} ms`)
  return result
}
