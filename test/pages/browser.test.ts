import t from 'tap'
import { chromium } from './browser.ts'

// A browser is a large thing to ask of everybody who runs the tests; where they count, it has to be there.
if (chromium === undefined && process.env.CI === 'true') {
  t.fail('No Chromium is found: install Debian\'s package "chromium", or name one with CHROMIUM')
} else if (chromium === undefined) {
  t.pass('No Chromium is found, so nobody clicks through the pages: install one, or name it with CHROMIUM')
} else {
  // Most of the time a test waits for its page, and another can go on meanwhile.
  t.jobs = 3
  await import('./accessible.ts')
  await import('./classroom.ts')
  await import('./clock.ts')
  await import('./demos.ts')
  await import('./first-page.ts')
  await import('./knowledge.ts')
  await import('./mend.ts')
  await import('./paper.ts')
  await import('./places.ts')
  await import('./state.ts')
  await import('./watch.ts')
}
