import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Shells that are asked what they offer for a line, as they do it themselves. */

export const isThere = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0

/** What a shell offers for each line, with a script that completes the program and files that may be meant. */
type Offered = (script: string, lines: readonly string[], files: readonly string[], folder: string) => Promise<string[][]>

/** The same with files that are there; a name that ends with a slash is a folder. */
function placed ({ files, folder, script }: { files: readonly string[], folder: string, script: string }) {
  const [cwd, home] = [join(folder, 'here'), join(folder, 'home')]
  for (const made of [cwd, home]) mkdirSync(made, { recursive: true })
  for (const name of files) {
    if (name.endsWith('/')) mkdirSync(join(cwd, name), { recursive: true })
    else writeFileSync(join(cwd, name), '')
  }
  const file = join(home, 'script')
  writeFileSync(file, script)
  return { cwd, home, file, env: { PATH: process.env.PATH!, HOME: home, LC_ALL: 'C.UTF-8', TERM: 'xterm' } }
}

const inQuotes = (text: string): string => `'${text}'`

/** A mark before what is offered for the next line. */
const mark = '? '

/** What stands after each mark: each word once, without the flag that it is the value of and the slash of a folder. */
const afterMarks = (out: string): string[][] => out.split(/^\? \n/m).slice(1).map(lines =>
  [...new Set(lines.split('\n').map(line => line.replace(/\t.*/, '').replace(/^--[\w-]+=/, '').replace(/\/$/, '').trim()))]
    .filter(word => word !== '').sort())

/** As the key for completion does; words that are separated by `=` are split there. */
const byBash: Offered = async (script, lines, files, folder) => {
  const { cwd, file, env } = placed({ files, folder, script })
  const asked = lines.map(line => {
    const words = line.split(/(=)| /).filter(it => it !== undefined)
    const list = words.filter((it, index) => it !== '' || index === words.length - 1).map(inQuotes)
    return `COMP_WORDS=(${list.join(' ')}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _tms_sandbox
      printf '%s\\n' '${mark}' "\${COMPREPLY[@]}"`
  })
  // Of a key that nobody has pressed nothing can be set.
  const text = [`source ${file}`, 'compopt () { :; }', ...asked].join('\n')
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', text], { cwd, env })
  return afterMarks(stdout)
}

/** fish says of itself what it would offer. */
const byFish: Offered = async (script, lines, files, folder) => {
  const { cwd, file, env } = placed({ files, folder, script })
  const text = [`source ${file}`, ...lines.map(line => `echo '${mark}'; complete -C ${inQuotes(line)}`)].join('\n')
  const { stdout } = await promisify(execFile)('fish', ['--no-config', '-c', text], { cwd, env })
  return afterMarks(stdout)
}

/** Completion of zsh is of its line editor, which there is at a terminal alone: what it would offer is noted on the way. */
const byZsh: Offered = async (script, lines, files, folder) => {
  const { cwd, home, file, env } = placed({ files, folder, script })
  const offered = join(home, 'offered')
  writeFileSync(join(home, '.zshrc'), `
autoload -Uz compinit
compinit -u -D
source ${file}
compadd () {
  # With these it is asked what fits, and nothing is offered.
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a fitting
  builtin compadd -A fitting "$@"
  print -rl -- $fitting >> ${offered}
  builtin compadd "$@"
}
zle -C offer .complete-word _main_complete
ask () {
  local line
  for line in ${lines.map(inQuotes).join(' ')}; do
    BUFFER=$line
    CURSOR=$#line
    print -r -- '${mark}' >> ${offered}
    zle offer
  done
  exit
}
zle -N zle-line-init ask
`)
  const text = "zmodload zsh/zpty; zpty shell 'zsh -d -i'; while zpty -r shell line; do :; done"
  await promisify(execFile)('zsh', ['-f', '-c', text], { cwd, env, timeout: 60_000 })
  return afterMarks(readFileSync(offered, 'utf8'))
}

export const shells: Readonly<Record<'bash' | 'zsh' | 'fish', Offered>> = { bash: byBash, zsh: byZsh, fish: byFish }
