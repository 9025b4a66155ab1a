import { BadInput } from '../core/errors.ts'
import type { Ask } from '../core/reading.ts'
import type { Setting, Settings } from './settings.ts'

/** The readings that are not as usual: a choice by the id of its reading. */
export type Choices = Readonly<Record<string, string>>

export const choices: Setting<Choices> = {
  name: 'reading',
  placeholder: 'ID=CHOICE',
  description: 'how an ambiguous sentence is to be understood; several with commas, or the flag again; see tms-sandbox readings',
  default: '',
  example: 'unknown-id=404',
  isRepeatable: true,
  read (text) {
    if (text === '') return {}
    return Object.fromEntries(text.split(',').map(part => {
      const [id, choice, ...rest] = part.trim().split('=') as [string, string | undefined]
      if (!choice || rest.length > 0) throw new BadInput(`"${part}" chooses nothing. Use visit-id-scope=plan; see tms-sandbox readings.`)
      return [id, choice]
    }))
  }
}

/** Asks a sandbox by its settings. */
export const askOf = (settings: Settings): Ask => <Choice extends string>({ id, usual }: { id: string, usual: Choice }) => {
  settings.noteReading?.(id)
  return (settings.get(choices)[id] ?? usual) as Choice
}
