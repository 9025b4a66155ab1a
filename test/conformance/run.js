// Makes JavaScript of the conformance run, and runs it.
import { pathToFileURL } from 'node:url'
import { bundleTests } from '../bundle.js'

const bundled = await bundleTests(['test/conformance/main.ts'], '.tap/conformance')
await import(pathToFileURL(bundled('test/conformance/main.ts')).href)
