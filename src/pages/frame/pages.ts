import type { ComponentType } from 'preact'
import { Start } from '../start/start.tsx'

/**
 * A page: what stands first behind the `#`, what the way there is called, and its code, which is loaded when it is first looked at; that of
 * the start is there with the frame, as whoever comes sees it first.
 */
export interface Page {
  readonly path: string
  readonly title: string
  /** Whom the way there is shown to, if not to everybody. */
  readonly shownTo?: 'trainer' | 'trainee' | 'nobody'
  /** Whether it is shown before anybody has said who they are. */
  readonly isAlone?: boolean
  load (): Promise<ComponentType<{ readonly rest: readonly string[] }>>
}

export const pages: readonly Page[] = [
  { path: '', title: 'Start', load: async () => Start },
  { path: 'watch', title: 'Watch', load: async () => (await import('../watch/watch.tsx')).Watch },
  { path: 'records', title: 'Records', load: async () => (await import('../state/state.tsx')).Records },
  { path: 'demos', title: 'Demos', shownTo: 'trainer', load: async () => (await import('../demos/demos.tsx')).Demos },
  { path: 'class', title: 'Class', shownTo: 'trainer', load: async () => (await import('../classroom/classes.tsx')).Classes },
  {
    path: 'seat', title: 'My seat', shownTo: 'trainee', isAlone: true, load: async () => (await import('../classroom/seat.tsx')).OwnSeat
  },
  { path: 'rules', title: 'Rules', shownTo: 'trainer', load: async () => (await import('../knowledge/rules.tsx')).Rules },
  { path: 'readings', title: 'Readings', shownTo: 'trainer', load: async () => (await import('../knowledge/readings.tsx')).Readings },
  { path: 'coverage', title: 'Coverage', shownTo: 'trainer', load: async () => (await import('../knowledge/coverage.tsx')).Coverage },
  { path: 'contract', title: 'Contract', shownTo: 'trainer', load: async () => (await import('../knowledge/contract.tsx')).Contract },
  { path: 'gone', title: 'Gone', shownTo: 'nobody', isAlone: true, load: async () => (await import('./gone.tsx')).Gone }
]
