import type { ComponentType } from 'preact'

/** A page: what stands first behind the `#`, what the way there is called, and its code, which is loaded when it is first looked at. */
export interface Page {
  readonly path: string
  readonly title: string
  /** Whom the way there is shown to, if not to everybody. */
  readonly shownTo?: 'trainer' | 'trainee'
  /** Whether it is shown before anybody has said who they are. */
  readonly isAlone?: boolean
  load (): Promise<ComponentType<{ readonly rest: readonly string[] }>>
}

export const pages: readonly Page[] = [
  { path: '', title: 'Start', load: async () => (await import('../start/start.tsx')).Start },
  { path: 'watch', title: 'Watch', load: async () => (await import('../watch/watch.tsx')).Watch },
  { path: 'demos', title: 'Demos', shownTo: 'trainer', load: async () => (await import('../demos/demos.tsx')).Demos },
  { path: 'class', title: 'Class', shownTo: 'trainer', load: async () => (await import('../classroom/classes.tsx')).Classes },
  {
    path: 'seat', title: 'My seat', shownTo: 'trainee', isAlone: true, load: async () => (await import('../classroom/seat.tsx')).OwnSeat
  }
]
