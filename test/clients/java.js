import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from '../../bench/peers/install.js'
import { documents, has, isMadeUp, run } from './programs.js'

// The last release whose package has the generator in it, which brings the libraries that its clients need.
const generator = { name: '@openapitools/openapi-generator-cli', version: '1.0.18-5.0.0-beta2' }

const journeys = fileURLToPath(new URL('java/Journeys.java', import.meta.url))

/** openapi-generator's Java, compiled by `javac -Xlint`. */
export const java = {
  lacks: () => has('java') && has('javac') ? undefined : 'there is no JDK (such as apt-get install default-jdk-headless)',
  async check ({ cache, folder, serve }) {
    const { name, version } = generator
    const jar = join(install(cache, name, version), 'node_modules', name, 'bin/openapi-generator.jar')
    for (const [document, called] of Object.entries(documents)) generate(jar, folder, document, called)
    const files = Object.values(documents).flatMap(called => javaIn(join(folder, called, 'src/main')))
    const madeUp = files.map(path => /(\w+)\.java$/.exec(path)[1]).filter(isMadeUp)
    if (madeUp.length > 0) throw new Error(`Nobody would call a type ${madeUp.join(', ')}`)
    const classes = join(folder, 'classes')
    mkdirSync(classes)
    writeFileSync(join(folder, 'files.txt'), [...files, journeys].map(path => `"${path}"`).join('\n'))
    const strict = ['-Xlint:all,-serial,-rawtypes,-processing', '-Werror', '-encoding', 'UTF-8']
    run('javac', [...strict, '-cp', jar, '-d', classes, `@${join(folder, 'files.txt')}`])
    const taken = await serve(url => run('java', ['-cp', `${jar}:${classes}`, 'Journeys', url]))
    return [`${files.length} files compile without a warning`, ...taken.trim().split('\n')]
  }
}

function generate (jar, folder, document, called) {
  const package_ = `tms.${called.toLowerCase()}`
  const properties = {
    hideGenerationTimestamp: true,
    openApiNullable: false,
    dateLibrary: 'java8',
    invokerPackage: package_,
    apiPackage: `${package_}.api`,
    modelPackage: `${package_}.model`
  }
  run('java', [
    '-jar', jar, 'generate', '-g', 'java', '--library', 'native', '-i', `openapi/${document}.json`, '-o', join(folder, called),
    `--additional-properties=${Object.entries(properties).map(([name, value]) => `${name}=${value}`).join(',')}`
  ])
}

const javaIn = (folder) => readdirSync(folder, { recursive: true }).filter(it => it.endsWith('.java')).map(it => join(folder, it))
