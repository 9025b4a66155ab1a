import type { Reached } from './controls.ts'
import type { SandboxMade } from './types.ts'

/** How a sandbox is reached by who asks at an address, whatever name the server has for itself. */
export const reachedAt = ({ clock: _, ...made }: SandboxMade, url: string): Reached => ({
  ...made,
  url,
  urls: Object.fromEntries(Object.entries(made.urls).map(([name, it]) => [name, it.replace(made.url, () => url)]))
})
