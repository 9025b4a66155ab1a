import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from '../../bench/peers/install.js'
import { documents, has, isMadeUp, run } from './programs.js'

const version = '14.7.1'

const journeys = fileURLToPath(new URL('csharp/Journeys.cs', import.meta.url))

// The last comes with all of Mono only, which NSwag takes: what a program of .NET Standard goes by is not in a part of it.
const needed = ['mono', 'mcs', 'resgen']

const parts = ['System.Net.Http', 'System.ComponentModel.DataAnnotations', 'System.Runtime.Serialization']

/** NSwag's C#, compiled by `mcs` with every warning an error, but for those of code that it leaves unreachable. */
export const csharp = {
  lacks: () => needed.every(has) ? undefined : 'there is not all of Mono (such as apt-get install --no-install-recommends mono-devel)',
  async check ({ cache, folder, serve }) {
    const program = join(install(cache, 'nswag', version), 'node_modules/nswag/bin/binaries/Win')
    const json = join(program, 'Newtonsoft.Json.dll')
    if (!existsSync(json)) throw new Error(`NSwag ${version} has no ${json}`)
    for (const [document, called] of Object.entries(documents)) generate(program, folder, document, called)
    const files = Object.values(documents).map(called => join(folder, `${called}.cs`))
    const types = files.flatMap(file => [...readFileSync(file, 'utf8').matchAll(/public (?:partial )?(?:class|enum) (\w+)/g)].map(([, it]) => it))
    if (types.some(isMadeUp)) throw new Error(`Nobody would call a type ${types.filter(isMadeUp).join(', ')}`)
    run('mcs', [
      '-langversion:7.2', '-warn:4', '-warnaserror', '-nowarn:162', ...[json, ...parts].map(it => `-r:${it}`),
      `-out:${join(folder, 'Journeys.exe')}`, journeys, ...files
    ])
    const taken = await serve(url => run('mono', [join(folder, 'Journeys.exe'), url], { env: { ...process.env, MONO_PATH: program } }))
    return [`${types.length} types compile without a warning`, ...taken.trim().split('\n')]
  }
}

const generate = (program, folder, document, called) => run('mono', [
  join(program, 'NSwag.exe'), 'openapi2csclient', `/input:openapi/${document}.json`, `/output:${join(folder, `${called}.cs`)}`,
  `/namespace:TmsSandbox.${called}`, `/className:${called}Client`, '/generateOptionalPropertiesAsNullable:true'
])
