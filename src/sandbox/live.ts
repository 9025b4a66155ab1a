import type { Sandbox } from './sandbox.ts'

/** A kind of state that a sandbox has only while it is awake: locks, promises under way, caches. It holds nothing itself. */
export interface Holder<Value> {
  readonly name: string
  create (sandbox: Sandbox): Value
  /** Ends what is under way. */
  close? (value: Value): void
  /** Whether something is under way, which sleep would end. */
  isBusy? (value: Value): boolean
}

const registered: string[] = []

/** The names of all holders. */
export const holderNames = (): readonly string[] => registered

/**
 * Declares state that need not survive: `const uploadLocks = perSandbox('upload locks', () => new Set<Lock>())`, then
 * `uploadLocks(sandbox)`. Made at its first use; dropped by reset, restore, sleep and close. Whatever must survive is a row.
 */
export function perSandbox<Value> (
  name: string, create: (sandbox: Sandbox) => Value, more: Pick<Holder<Value>, 'close' | 'isBusy'> = {}
): (sandbox: Sandbox) => Value {
  const holder: Holder<Value> = { name, create, ...more }
  registered.push(name)
  return (sandbox) => sandbox.live(holder)
}

/** What one sandbox holds alive. */
export interface Live {
  get<Value> (holder: Holder<Value>, sandbox: Sandbox): Value
  /** Whether any of it has something under way. */
  isBusy (): boolean
  /** Closes and forgets all of it. */
  drop (): void
}

export function createLive (): Live {
  const values = new Map<Holder<never>, unknown>()
  return {
    get<Value> (holder: Holder<Value>, sandbox: Sandbox): Value {
      const key = holder as unknown as Holder<never>
      if (!values.has(key)) values.set(key, holder.create(sandbox))
      return values.get(key) as Value
    },
    isBusy: () => [...values].some(([holder, value]) => holder.isBusy?.(value as never)),
    drop () {
      const closing = [...values]
      values.clear()
      for (const [holder, value] of closing) holder.close?.(value as never)
    }
  }
}
