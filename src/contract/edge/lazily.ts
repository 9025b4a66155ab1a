/** What is made when it is first asked for: of a contract's operations a run meets a handful. */
export function lazily<Value> (make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => (made ??= { value: make() }).value
}
