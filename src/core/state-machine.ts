/** What can happen to something that has a status, the statuses in which it can, and the one that it leads to. */
export interface Transition<Event extends string, Status extends string> {
  readonly event: Event
  readonly from: readonly Status[]
  readonly to: string
}

export interface Machine<Event extends string, Status extends string, Step extends Transition<Event, Status>> {
  /** Where an event takes something from its status; undefined where it cannot happen. */
  next (event: Event, from: Status): Step | undefined
  /** The statuses in which an event can happen. */
  from (event: Event): readonly Status[]
}

/** A table of transitions, to be asked; an event may have several, from different statuses. */
export const machine = <Step extends Transition<string, string>>(transitions: readonly Step[]): Machine<Step['event'], Step['from'][number], Step> => ({
  next: (event, from) => transitions.find(it => it.event === event && it.from.includes(from)),
  from: (event) => transitions.filter(it => it.event === event).flatMap(it => it.from)
})
