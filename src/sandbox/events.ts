/** What is told to those who listen to a sandbox, as it happens. */
export type EventName = 'listening' | 'received' | 'answered' | 'reset' | 'restored' | 'clock-moved' | 'moment-fired' | 'missed'

export interface Listener {
  hear (name: EventName, data: object): void
  end (): void
}

/** Those who listen to a sandbox. Where nobody does, nothing is made of what could be told. */
export interface Events {
  /** How many listen. */
  readonly listeners: number
  tell (name: EventName, data: () => object): void
  /** Answers what ends it. */
  listen (listener: Listener): () => void
  /** Ends all listening. */
  close (): void
}

export function createEvents (): Events {
  const listeners = new Set<Listener>()
  return {
    get listeners () { return listeners.size },
    tell (name, data) {
      if (listeners.size === 0) return
      const told = data()
      for (const listener of listeners) listener.hear(name, told)
    },
    listen (listener) {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    close () {
      for (const listener of [...listeners]) listener.end()
      listeners.clear()
    }
  }
}
