import fc from 'fast-check'

const { CI, TMS_SANDBOX_EFFORT, TMS_SANDBOX_SEED } = process.env

const effort = Number(TMS_SANDBOX_EFFORT ?? (CI === 'true' ? 3 : 1))
if (!(effort > 0)) throw new Error(`TMS_SANDBOX_EFFORT is a number above 0, got "${TMS_SANDBOX_EFFORT}"`)

// The same cases each time, so that a change is blamed for what it did; `random` looks for what nobody has found yet.
const isRandom = TMS_SANDBOX_SEED === 'random'
if (!isRandom) fc.configureGlobal({ seed: Number(TMS_SANDBOX_SEED ?? 20260302) })

/** How many cases a generated test tries: its usual number, three times that in CI, or as TMS_SANDBOX_EFFORT multiplies it. */
export const runs = (usual: number): number => Math.max(1, Math.round(usual * effort))

/** The first of the seeds that such a test counts up from: 0, or where TMS_SANDBOX_SEED says; `random` is some place far from those. */
export const firstSeed = TMS_SANDBOX_SEED === undefined ? 0 : isRandom ? 10_000 + Math.floor(Math.random() * 1e9) : Number(TMS_SANDBOX_SEED)

/** Whether it runs where time is no matter, with cases that nobody looks at while writing. */
export const isThorough = CI === 'true'
