/** Where what a request names was looked for, as a refusal says it: each TEO has records of its own. */
export const ofTheTeo = ({ eid }: { eid: number }): string => `for EID ${eid}`
