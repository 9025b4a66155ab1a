/** What can be asked of a table of transitions. */
export interface Machine<Status, Event, Transition> {
  /** The transition that an event makes from a status; undefined where it cannot happen. */
  next (event: Event, from: Status): Transition | undefined
  /** The statuses in which an event can happen. */
  from (event: Event): readonly Status[]
}

/** Reads a table of transitions. An event may stand in it several times, from other statuses each. */
export function machine<Status, Event, Transition extends { readonly event: Event, readonly from: readonly Status[], readonly to: unknown }> (
  transitions: readonly Transition[]
): Machine<Status, Event, Transition> {
  return {
    next: (event, from) => transitions.find(it => it.event === event && it.from.includes(from)),
    from: (event) => transitions.filter(it => it.event === event).flatMap(it => it.from)
  }
}
