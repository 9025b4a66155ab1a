/** What can happen to something that has a status, the statuses in which it can, and the one that it leads to. */
export interface Transition<Event extends string, Status extends string> {
  readonly event: Event
  readonly from: readonly Status[]
  readonly to: string
}

export interface MachineOf<Step extends Transition<string, string>> {
  /** Where an event takes something from its status; undefined where it cannot happen. */
  next (event: Step['event'], from: Step['from'][number]): Step | undefined
  /** The statuses in which an event can happen. */
  from (event: Step['event']): ReadonlyArray<Step['from'][number]>
}

/** A table of transitions, to be asked; an event may have several, from different statuses. */
export function machine<Step extends Transition<string, string>> (transitions: readonly Step[]): MachineOf<Step> {
  return {
    next: (event, from) => transitions.find(it => it.event === event && it.from.includes(from)),
    from: (event) => transitions.filter(it => it.event === event).flatMap(it => it.from)
  }
}
