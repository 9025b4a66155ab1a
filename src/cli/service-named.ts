import { documented } from '../app.ts'
import { BadInput } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import { quoted } from '../core/words.ts'
import type { Service } from '../http/service.ts'

/** The service that a verb is given. Throws BadInput where there is none of that name. */
export function serviceNamed (name: string | undefined): Service {
  const services = documented()
  const found = services.find(it => it.name === name)
  if (found) return found
  const names = services.map(it => it.name)
  const wrong = name === undefined ? 'No service given.' : `There is no service ${quoted(name)}.${didYouMean(names, name)}`
  throw new BadInput(`${wrong} Use one of ${names.join(', ')}.`)
}
