import { createRequire } from 'node:module'

type Temporal = typeof import('temporal-polyfill')['Temporal']

const require = createRequire(import.meta.url)
let loaded: Temporal | undefined

/** Dates with calendars and zones. Loaded when it is first needed, which is not at a start: most of what is asked is plain arithmetic. */
export const temporal = (): Temporal => (loaded ??= (require('temporal-polyfill') as { Temporal: Temporal }).Temporal)
