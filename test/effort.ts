import fc from 'fast-check'

const { CI, TMS_SANDBOX_EFFORT, TMS_SANDBOX_SEED = '20260302' } = process.env

const effort = Number(TMS_SANDBOX_EFFORT ?? (CI === 'true' ? 3 : 1))
if (!(effort > 0)) throw new Error(`TMS_SANDBOX_EFFORT is a number above 0, got "${TMS_SANDBOX_EFFORT}"`)

// The same cases each time, so that a change is blamed for what it did; `random` looks for what nobody has found yet.
if (TMS_SANDBOX_SEED !== 'random') fc.configureGlobal({ seed: Number(TMS_SANDBOX_SEED) })

/** How many cases a generated test tries: its usual number, three times that in CI, or as TMS_SANDBOX_EFFORT multiplies it. */
export const runs = (usual: number): number => Math.max(1, Math.round(usual * effort))
