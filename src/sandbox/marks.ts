import { quoted } from '../core/words.ts'

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

/** A credential that ends with the mark of another sandbox, without it; undefined for one that does not. */
export function ofAnother ({ mark }: Bearing, credential: string): string | undefined {
  const [, bare, its] = /^(.+)-([0-9a-f]{16})$/.exec(credential) ?? []
  return its === mark ? undefined : bare
}

/** A sentence for a bearer token that another sandbox has issued. None is named but the default one, which everybody knows. */
export const issuedElsewhere = ({ id }: { readonly id: string }, by: 'another sandbox' | 'the default sandbox'): string =>
  `That bearer token was issued by ${by}, not by ${id === 'default' ? 'the default one' : quoted(id)}.`

/** What would be the mark of a credential, if it has one. */
export const markOf = (credential: string): string => credential.slice(credential.lastIndexOf('-') + 1)
