type Members = Record<string, unknown>

/** Puts a value at a place; undefined puts what is to hold others there. */
export function write (
  made: { root?: unknown }, steps: readonly string[], places: readonly number[], value: unknown, isList = false
): void {
  let [holder, key]: [Members, string | number] = [made as Members, 'root']
  let used = 0
  for (const step of steps) {
    const isItem = step === '[]'
    if (!Object.hasOwn(holder, key) || holder[key] === undefined) define(holder, key, isItem ? [] : {})
    const next = Object.hasOwn(holder, key) ? holder[key] : undefined
    if (typeof next !== 'object' || next === null) return
    holder = next as Members
    key = isItem ? places[used++] ?? 0 : step
    if (!Object.hasOwn(holder, key)) define(holder, key, undefined)
  }
  if (value !== undefined) define(holder, key, value)
  else if (holder[key] === undefined) define(holder, key, isList ? [] : {})
}

/** A member of any name, `__proto__` as well. */
export const define = (holder: object, name: string | number, value: unknown): void => {
  if (name === '__proto__') Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true })
  else (holder as Members)[name] = value
}
