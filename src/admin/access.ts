import type { IncomingHttpHeaders } from 'node:http'
import { Failure } from '../core/errors.ts'
import { isSameSecret } from '../core/same-secret.ts'
import { cut, quoted } from '../core/words.ts'

/** Who may use the sandbox's own API. */
export interface Access {
  /** The bearer token that it asks for, if it asks for one. */
  readonly token: string | undefined
  /** The address that the server listens on. */
  readonly host: string
  /** Those whose pages may use it all the same. */
  readonly origins: readonly string[]
}

export const isLoopback = (host: string): boolean => /^(?:localhost|::1|\[::1\]|127(?:\.\d+){3})$/i.test(host)

/**
 * Lets in whoever shows the token. Where there is none, because the server listens on loopback alone, everybody on this machine is
 * let in but pages of other origins in its browsers, unless those are named: they could wipe a sandbox unseen, and read it under a name
 * that was pointed here. Throws Failure.
 */
export function refuseStrangers (
  { token, host, origins }: Access, { authorization = '', origin, host: named = '', ...headers }: IncomingHttpHeaders
): void {
  if (token !== undefined) {
    if (!isSameSecret(authorization.replace(/^bearer /i, 'Bearer '), `Bearer ${token}`)) {
      const wrong = authorization === '' ? 'The admin API needs its token.' : 'The token that was sent is not that of this server.'
      throw new Failure('unauthenticated', `${wrong} Send "Authorization: Bearer <token>", with the one that --admin-token or ` +
        'TMS_SANDBOX_ADMIN_TOKEN gives, or that was printed at start.')
    }
    return
  }
  const site = headers['sec-fetch-site']
  const isLetIn = origin !== undefined && origins.includes(origin)
  if (!isLetIn && ((origin !== undefined && !isOriginOf(origin, named)) || site === 'cross-site' || site === 'same-site')) {
    if (origin === 'null') {
      throw new Failure('forbidden', 'A page without an origin of its own, such as a file or a frame that is shut off, may not use ' +
        'the admin API. Open it from a server, or start with --admin-token and send that token.')
    }
    throw new Failure('forbidden', `A page of ${cut(origin ?? 'another origin')} may not use the admin API. ` +
      `Start with --admin-cors ${cut(origin ?? 'ORIGIN')} to let it, or with --admin-token and send that token.`)
  }
  const name = named.replace(/:\d+$/, '')
  if (named !== '' && !isLoopback(name) && name.toLowerCase() !== host.toLowerCase()) {
    throw new Failure('forbidden', `The admin API does not answer to the name ${quoted(name)}. ` +
      `Use localhost or 127.0.0.1, or start with --host ${cut(name)} or with --admin-token.`)
  }
}

/** Whether it lets in whoever sends such headers. */
export function mayUseAdmin (access: Access, headers: IncomingHttpHeaders): boolean {
  try {
    refuseStrangers(access, headers)
    return true
  } catch {
    return false
  }
}

const isOriginOf = (origin: string, host: string): boolean => origin.replace(/^https?:\/\//, '').toLowerCase() === host.toLowerCase()
