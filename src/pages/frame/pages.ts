import type { ComponentType } from 'preact'

/** A page: what stands first behind the `#`, what the way there is called, and its code, which is loaded when it is first looked at. */
export interface Page {
  readonly path: string
  readonly title: string
  load (): Promise<ComponentType<{ readonly rest: readonly string[] }>>
}

export const pages: readonly Page[] = [
  { path: '', title: 'Start', load: async () => (await import('../start/start.tsx')).Start },
  { path: 'watch', title: 'Watch', load: async () => (await import('../watch/watch.tsx')).Watch },
  { path: 'records', title: 'Records', load: async () => (await import('../state/state.tsx')).Records },
  { path: 'demos', title: 'Demos', load: async () => (await import('../demos/demos.tsx')).Demos }
]
