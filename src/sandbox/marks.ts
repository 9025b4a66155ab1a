/**
 * What makes credentials a sandbox's own: each of those in its data is good with the sandbox's mark at its end as well, and leads to it. So
 * nothing of it stands in the data, which may have come from another sandbox.
 */
export interface Bearing {
  /** None where the sandbox is reached by its address alone. */
  readonly mark: string | undefined
}

/** A credential as a sandbox hands it out. */
export const marked = ({ mark }: Bearing, credential: string): string => mark === undefined ? credential : `${credential}-${mark}`

/** A credential as it stands in the data. */
export const unmarked = ({ mark }: Bearing, credential: string): string =>
  mark !== undefined && credential.endsWith(`-${mark}`) ? credential.slice(0, -mark.length - 1) : credential

/** What would be the mark of a credential, if it has one. */
export const markOf = (credential: string): string => credential.slice(credential.lastIndexOf('-') + 1)
