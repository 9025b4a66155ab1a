// Before `npm start`. `npm ci` has built what it starts, unless it was told not to run scripts.
import { existsSync } from 'node:fs'

if (!existsSync('node_modules')) {
  console.error('The packages that this needs are not there yet. Run "npm ci" first.')
  process.exit(1)
}
if (!existsSync('dist/cli.js')) {
  console.log('Building, as dist/ is not there yet …')
  await import('./build.js')
}
