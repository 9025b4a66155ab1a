import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openPage } from '../../src/cli/open.ts'
import { onlyWith } from '../systems.ts'
import { start } from './program.ts'

/** A folder with a program that notes what it is asked for, as the browser of a system is opened. */
function withOpener (t: Test, name: string, then = '') {
  const folder = t.testdir({ [name]: '#!/bin/sh\ncd "$(dirname "$0")" && echo "$@" > new && mv new asked\n' + then })
  chmodSync(`${folder}/${name}`, 0o755)
  const asked = async () => {
    while (!existsSync(`${folder}/asked`)) await setTimeout(20)
    return readFileSync(`${folder}/asked`, 'utf8').trim()
  }
  return { PATH: `${folder}:/usr/bin:/bin`, asked }
}

t.test('--open opens the first page with what the system has for it', { skip: onlyWith('modes') }, async t => {
  for (const [platform, name, words] of [['linux', 'xdg-open', ''], ['darwin', 'open', ''], ['win32', 'cmd', '/c start "" ']] as const) {
    const { PATH, asked } = withOpener(t, name)
    t.equal(await openPage('http://0.0.0.0:4010/', platform, { PATH }), undefined)
    t.equal(await asked(), `${words}http://localhost:4010/`)
  }
})

t.test('Where nothing opens a browser it says the address, and in CI it opens none', {
  skip: onlyWith('modes') || onlyWith('signals')
}, async t => {
  t.match(await openPage('http://localhost:1/', 'linux', { PATH: t.testdir({}) }),
    /^No browser can be opened \(spawn xdg-open ENOENT\)\. Open it yourself: http:\/\/localhost:1\/$/)
  const { PATH } = withOpener(t, 'xdg-open', 'exit 3')
  t.match(await openPage('http://localhost:1/', 'linux', { PATH }), /\(xdg-open ended with exit code 3\)\. Open it yourself: http:\/\/localhost:1\/$/)
  const { child, ended, url } = await start(t, ['--open', '--fixture', 'empty'], { PATH, CI: 'true' })
  child.kill('SIGTERM')
  t.match(await ended, { code: 0, err: `--open is ignored, because CI is set. The first page is ${url}/\n` })
})
