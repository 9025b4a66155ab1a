/** What is told to those who listen to a sandbox, as it happens. */
export type EventName =
  | 'listening' | 'received' | 'answered' | 'reset' | 'restored' | 'clock-moved' | 'moment-fired' | 'missed'
  // Of a class, to its trainer.
  | 'seats' | 'closed'

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
  /** The same for the server itself, which is no request: it hears for as long as there is the sandbox, awake or not. */
  attend (hear: Listener['hear']): () => void
  /** Ends all listening, but not that of the server. */
  close (): void
}

export function createEvents (): Events {
  const listeners = new Set<Listener>()
  const attending = new Set<Listener['hear']>()
  return {
    get listeners () { return listeners.size },
    tell (name, data) {
      if (listeners.size === 0 && attending.size === 0) return
      const told = data()
      for (const listener of listeners) listener.hear(name, told)
      for (const hear of attending) hear(name, told)
    },
    listen (listener) {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    attend (hear) {
      attending.add(hear)
      return () => { attending.delete(hear) }
    },
    close () {
      for (const listener of [...listeners]) listener.end()
      listeners.clear()
    }
  }
}
