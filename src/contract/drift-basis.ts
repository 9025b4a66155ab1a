export type DriftBasis = 'documented' | 'inferred'

/**
 * Whether what a document has is stated by a page of the real API. Ours says so of each member, under the first of the names that is there;
 * of what an official one has there is no doubt.
 */
export function basisOf (node: object, isOurs: boolean, ...names: readonly string[]): DriftBasis {
  const said = [...names, 'x-basis'].map(name => (node as Record<string, unknown>)[name]).find(it => it !== undefined)
  return !isOurs || (typeof said === 'object' && said !== null && 'documented' in said) ? 'documented' : 'inferred'
}
