export interface Clock {
  mode: 'real' | 'frozen' | 'offset'
  /** `2026-03-02T09:00:00+13:00`, New Zealand's time. */
  now: string
  /** The day that it is in New Zealand. */
  today: string
  zone: string
}

export interface ClockSetting {
  mode: Clock['mode']
  /** `2026-03-02T09:00`, in New Zealand; where it is now, if left out. */
  now?: string
}

/** One of the three. */
export interface Advance {
  /** An ISO 8601 duration, by New Zealand's calendar: `P43D`. */
  by?: string
  to?: string
  /** A moment of the calendar, by its name: `return.202608.close`. */
  toEvent?: string
  /** How far from that moment: `-PT1M`. */
  offset?: string
}

/** Something that fell due; whom it concerns besides. */
export interface Fired {
  on: string
  event: string
  at?: string
  [concerned: string]: unknown
}

export interface MovedClock extends Clock {
  /** What fell due on the way, in order. */
  fired: Fired[]
}

export interface Moment {
  name: string
  at: string
  day: string
  event: string
  [concerned: string]: unknown
}

export interface Calendar {
  now: string
  until: string
  moments: Moment[]
}
