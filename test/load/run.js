// Makes JavaScript of the load test, and runs it.
import { pathToFileURL } from 'node:url'
import { bundleTests } from '../bundle.js'

const bundled = await bundleTests(['test/load/main.ts'], '.tap/load')
await import(pathToFileURL(bundled('test/load/main.ts')).href)
