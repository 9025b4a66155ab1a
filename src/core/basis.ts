/** Where a behaviour comes from: a page that states it, or our reason for guessing it. */
export type Basis = { readonly documented: string } | { readonly inferred: string }

/** `source` is the address of the page that states it. */
export const documented = (source: string): Basis => ({ documented: source })

export const inferred = (reason: string): Basis => ({ inferred: reason })

/** Of what is the sandbox's own, and nobody else's: no guess. */
export const ours = inferred('The sandbox\'s own')

export const isDocumented = (basis: Basis): boolean => 'documented' in basis

/** Whether it may be otherwise in the real API. */
export const isGuess = (basis: Basis): boolean => !isDocumented(basis) && basis !== ours
