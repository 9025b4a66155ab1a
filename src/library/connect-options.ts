import { wrongWithAddress } from '../core/address.ts'
import { BadInput } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import { shown } from '../option-values.ts'
import type { ConnectOptions } from './connect.ts'

/** Throws BadInput for what is no address of a server. */
export function checkAddress (url: unknown): void {
  if (typeof url !== 'string') throw new BadInput(`connect(): the address must be a text, such as "http://localhost:4010", but is ${shown(url)}.`)
  const wrong = wrongWithAddress(url)
  if (wrong !== undefined) throw new BadInput(`connect(): ${wrong}`)
}

/** Throws BadInput for what connect() does not have. */
export function checkOptions (options: ConnectOptions): void {
  const example = '{ adminToken: "…" }'
  if (typeof options !== 'object' || options === null) {
    throw new BadInput(`connect(): after the address give an object of options, such as ${example}, or nothing, but not ${shown(options)}.`)
  }
  const unknown = Object.keys(options).find(name => name !== 'adminToken')
  if (unknown !== undefined) throw new BadInput(`connect(): ${quoted(unknown)} is not an option. Its only one is adminToken: ${example}.`)
  const { adminToken } = options
  if (adminToken !== undefined && typeof adminToken !== 'string') {
    throw new BadInput(`connect(): adminToken must be a text, but is ${shown(adminToken)}.`)
  }
}
