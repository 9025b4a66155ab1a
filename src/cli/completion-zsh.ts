import { branch, branchesOfValues, inQuotes, longer, pathsOf } from './completion-bash.ts'
import type { Completed, Value } from './completion-model.ts'

const fixed = { file: '_files', folder: '_files -/', anything: 'true' } as const

const offer = (value: Value): string => typeof value === 'string' ? fixed[value] : `compadd -- ${value.map(inQuotes).join(' ')}`

interface Described { readonly name: string, readonly description: string }

/** As `_describe` reads them: a colon parts the name from what it is. */
const described = (all: readonly Described[]): string =>
  `found=(${all.map(({ name, description }) => inQuotes(`${name}:${description.replaceAll('\\', '\\\\')}`)).join(' ')})`

const wordsAfter = ({ verbs, value }: Completed): string =>
  verbs.length > 0 ? `${described(verbs)}; _describe command found` : offer(value)

export const zshOf = (verbs: readonly Completed[]): string => `#compdef tms-sandbox
# Completes tms-sandbox in zsh: source <(tms-sandbox completion zsh), after compinit; or a file _tms-sandbox in a folder of $fpath
_tms_sandbox () {
  local verb='' word next before=\${words[CURRENT-1]}
  local -a found
  for word in "\${(@)words[2,CURRENT-1]}"; do
    next="\${verb:+$verb }$word"
    case $next in
  ${branch(pathsOf(verbs), longer).join('\n')}
    esac
  done
  if [[ \${words[CURRENT]} == --*=* ]]; then
    before=\${words[CURRENT]%%=*}
    compset -P '*='
  fi
  case "$verb $before" in
${branchesOfValues(verbs, value => `${offer(value)}; return`).join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    case $verb in
${verbs.flatMap(({ path, flags }) => branch([path], described(flags))).map(it => `  ${it}`).join('\n')}
    esac
    _describe -o flag found
    return
  fi
  case $verb in
${verbs.flatMap(it => branch([it.path], wordsAfter(it))).join('\n')}
  esac
}
if [[ $funcstack[1] == _tms_sandbox || $funcstack[1] == _tms-sandbox ]]; then _tms_sandbox "$@"; else compdef _tms_sandbox tms-sandbox; fi
`
