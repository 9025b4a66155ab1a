/** Where what a request names was looked for, as a refusal says it: each TEO has records of its own. */
export const ofTheTeo = ({ eid }: { eid?: number | undefined }): string => eid === undefined ? 'for this EID' : `for EID ${eid}`
