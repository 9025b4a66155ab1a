import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { onlyWith } from '../systems.ts'
import { elide, page } from './walks.ts'

const run = promisify(execFile)
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const divider = '\n--- next ---\n'

/** The lines of the chapter in order, each with what is shown of what they print. */
function chapter () {
  const [, text] = /^## From the downloaded file.*?\n(.*?)^## /ms.exec(page('docs/contract.md'))!
  const steps: Array<{ shell: string, language?: string, shown?: string }> = []
  for (const [, language, block] of text!.matchAll(/```(\w+)\n(.*?)```/gs)) {
    if (language === 'sh') steps.push({ shell: block! })
    else Object.assign(steps.at(-1)!, { language, shown: block })
  }
  return steps
}

async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

t.test('Five commands lead from a downloaded document to a suite that runs against it', { skip: onlyWith('modes') }, async t => {
  const steps = chapter()
  const commands = steps.flatMap(({ shell }) => shell.match(/^(?:tms-sandbox (?:contract|start|explain)|curl)\b/gm) ?? [])
  t.equal(commands.length, 5)
  const folder = t.testdir({
    'work-based.yaml': page('docs/official/work-based.yaml'),
    // A program, and no function of the shell, so that what is ended in the background is the server.
    bin: { 'tms-sandbox': `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n` }
  })
  chmodSync(`${folder}/bin/tms-sandbox`, 0o755)
  const port = await freePort()
  const env = { PATH: `${folder}/bin:${process.env.PATH}`, TMS_SANDBOX_PORT: `${port}`, TMS_SANDBOX_URL: `http://localhost:${port}` }
  const script = steps.map(({ shell }) => shell.replaceAll('localhost:4010', `localhost:${port}`).replace(/&$/m, '&\nserver=$!'))
  const whole = `trap 'kill $server' EXIT\n${script.join(`printf '%s' '${divider}'\n`)}`
  const { stdout } = await run('bash', ['-c', whole], { cwd: folder, env })
  const printed = stdout.split(divider)
  for (const [i, { shell, language, shown }] of steps.entries()) {
    if (language === 'json') t.same(elide(JSON.parse(printed[i]!), JSON.parse(shown!)), JSON.parse(shown!), shell)
    else for (const line of shown?.trim().split('\n').filter(it => it !== '…') ?? []) t.ok(printed[i]!.split('\n').includes(line), line)
  }
})
