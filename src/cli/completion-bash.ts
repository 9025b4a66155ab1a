import type { Completed, Value } from './completion-model.ts'

/** A text that no shell reads anything into. */
export const inQuotes = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** Patterns of a `case`, with what is done where one fits. */
export const branch = (patterns: readonly string[], body: string): string[] =>
  patterns.length === 0 ? [] : [`    ${patterns.map(inQuotes).join('|')}) ${body} ;;`]

/** What follows a flag, by verb and flag. */
export const branchesOfValues = (verbs: readonly Completed[], bodyFor: (value: Value) => string): string[] => {
  const patterns = new Map<string, string[]>()
  for (const { path, flags } of verbs) {
    for (const { name, value } of flags) {
      if (value === undefined) continue
      const body = bodyFor(value)
      patterns.set(body, [...patterns.get(body) ?? [], `${path} ${name}`])
    }
  }
  return [...patterns].flatMap(([body, all]) => branch(all, body))
}

/** The paths of verbs, without the program's own. */
export const pathsOf = (verbs: readonly Completed[]): string[] => verbs.map(({ path }) => path).filter(path => path !== '')

const offer = (value: Value): string => value === 'file' || value === 'folder'
  ? `compopt -o filenames; COMPREPLY=($(compgen -${value === 'file' ? 'f' : 'd'} -- "$current"))`
  : value === 'anything' ? 'COMPREPLY=()' : `COMPREPLY=($(compgen -W ${inQuotes(value.join(' '))} -- "$current"))`

/** The path of a verb goes on by a word. */
export const longer = 'verb="$next"'

/** bash splits a word at `=`, so that a flag and its value are three. */
export const bashOf = (verbs: readonly Completed[]): string => `# Completes tms-sandbox in bash: source <(tms-sandbox completion bash)
_tms_sandbox () {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} verb='' word next
  COMPREPLY=()
  if [[ $current == '=' ]]; then current=''
  elif [[ $before == '=' ]]; then before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="\${verb:+$verb }$word"
    case $next in
  ${branch(pathsOf(verbs), longer).join('\n')}
    esac
  done
  case "$verb $before" in
${branchesOfValues(verbs, value => `${offer(value)}; return`).join('\n')}
  esac
  if [[ $current == -* ]]; then
    case $verb in
${verbs.flatMap(({ path, flags }) => branch([path], offer(flags.map(({ name }) => name)))).map(it => `  ${it}`).join('\n')}
    esac
    return
  fi
  case $verb in
${verbs.flatMap(it => branch([it.path], offer(it.verbs.length > 0 ? it.verbs.map(({ name }) => name) : it.value))).join('\n')}
  esac
}
complete -F _tms_sandbox tms-sandbox
`
