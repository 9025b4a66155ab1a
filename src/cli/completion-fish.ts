import type { Completed, Value } from './completion-model.ts'

/** As fish quotes a text. */
const inQuotes = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

const fixed = { file: '-r -F', folder: "-x -a '(__fish_complete_directories)'", anything: '-x' } as const

const valueWords = (value: Value): string => typeof value === 'string' ? fixed[value] : `-x -a ${inQuotes(value.join(' '))}`

function linesOf ({ path, verbs, flags, value }: Completed): string[] {
  const line = `complete -c tms-sandbox -n ${inQuotes(`__tms_sandbox_at ${inQuotes(path)}`)}`
  return [
    ...verbs.map(({ name, description }) => `${line} -a ${name} -d ${inQuotes(description)}`),
    ...flags.map(({ name, description, value }) =>
      `${line} -l ${name.slice(2)} ${value === undefined ? '' : `${valueWords(value)} `}-d ${inQuotes(description)}`),
    ...verbs.length > 0 || value === 'anything' || value.length === 0
      ? []
      : [value === 'file' || value === 'folder' ? `${line} -F` : `${line} -a ${inQuotes((value as readonly string[]).join(' '))}`]
  ]
}

export const fishOf = (verbs: readonly Completed[]): string => `# Completes tms-sandbox in fish: tms-sandbox completion fish | source
function __tms_sandbox_at
  set -l verb
  for word in (commandline -opc)[2..-1]
    set -l longer (string join -- ' ' $verb $word)
    contains -- $longer ${verbs.filter(({ path }) => path !== '').map(({ path }) => inQuotes(path)).join(' ')}
    and set verb $longer
  end
  test "$verb" = "$argv[1]"
end
complete -c tms-sandbox -f
${verbs.flatMap(linesOf).join('\n')}
`
