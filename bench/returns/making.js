/** The return that is made up, for an organisation whose window for it is open while the sandbox's clock stands still. */
export const eid = 9001
export const returnId = 202609
export const day = '2026-09-15'
export const batchSize = 500

/** Every size from the same seed, so that both sides are given the same records. */
export const makingOf = (learners) => ({ seed: 1, learners, returnId })
