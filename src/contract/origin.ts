/** Where a document comes from: a file, by the name that a person gave, or somebody who handed it over as it is. */
export type Origin = string | { readonly was: 'sent' | 'given' }

/** What a sentence about it begins with. */
export const titled = (from: Origin): string => typeof from === 'string' ? `The contract "${from}"` : `The document that was ${from.was}`

/** The same of the overlay beside it. */
export const overlayOf = (from: Origin): string =>
  typeof from === 'string' ? `The overlay of "${from}"` : `The overlay that was ${from.was}`
