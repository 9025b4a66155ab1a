import type { Reached } from './controls.ts'
import type { SandboxMade } from './types.ts'

/** As a server tells it, whose services are those that the types know. */
type Told = Omit<SandboxMade, 'urls'> & { urls: Readonly<Record<string, string>> }

/** How a sandbox is reached by who asks at an address, whatever name the server has for itself. */
export const reachedAt = ({ clock: _, ...made }: Told, url: string): Reached => ({
  ...made,
  url,
  urls: Object.fromEntries(Object.entries(made.urls).map(([name, it]) => [name, it.replace(made.url, () => url)])) as SandboxMade['urls']
})
