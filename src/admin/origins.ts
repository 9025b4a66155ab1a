import { BadInput } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import type { Setting } from '../sandbox/settings.ts'

/** The origins whose pages may use the sandbox's own API from a browser, to read and to change; of a server, and none unless asked for. */
export const adminCors: Setting<readonly string[]> = {
  name: 'admin-cors',
  placeholder: 'ORIGINS',
  description: 'the origins, with commas, whose pages may use /__admin from a browser, such as http://localhost:5173; without it, none',
  default: '',
  isRepeatable: true,
  read: (text) => text.split(',').map(it => it.trim()).filter(it => it !== '').map(originOf)
}

/** As a browser sends it. Throws BadInput. */
function originOf (text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || `${url.pathname}${url.search}${url.hash}${url.username}` !== '/' || text.includes('*')) {
    throw new BadInput(`${quoted(text)} is not an origin. Use scheme, host and port for each, such as http://localhost:5173; ` +
      'there is no value for all origins')
  }
  return url.origin
}
