import { BadInput } from '../core/errors.ts'
import { cut, quoted } from '../core/words.ts'
import { shown } from '../option-values.ts'
import type { ConnectOptions } from './connect.ts'

const example = 'http://localhost:4010'

/** Throws BadInput for what is no address of a server. */
export function checkAddress (url: unknown): void {
  if (typeof url !== 'string') throw new BadInput(`connect(): the address must be a text, such as "${example}", but is ${shown(url)}.`)
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return
  const whole = `http://${url}`
  const isShort = /^[\w.-]+(?::\d+)?(?:\/|$)/.test(url) && URL.canParse(whole)
  throw new BadInput(`connect(): ${quoted(url)} is not the address of a server. ` +
    (isShort ? `Did you mean ${JSON.stringify(cut(whole))}?` : `Use one such as "${example}", or "${example}/sandboxes/mine".`))
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
