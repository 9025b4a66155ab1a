import type { FastifyReply, FastifyRequest } from 'fastify'
import { upFrom, withoutSandbox } from './sandbox-path.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether a person opens it in a browser. */
    isPage?: boolean
    /** Whether it only shows what is below it: whoever asks for anything but a page finds nothing there. */
    isBaseUrl?: boolean
  }
}

/** For the route of what a person opens in a browser. */
export const isPage = { config: { isPage: true } } as const

/** Whether it is asked for a page, as a browser does. */
export const wantsPage = ({ headers }: FastifyRequest): boolean => /\btext\/html\b/i.test(headers.accept ?? '')

/**
 * Sends a person who opens, or loads again, a page of a sandbox that is not there to one that says so. Undefined for everybody else, who is
 * answered as by the API.
 */
export function leadFromNothing (request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const { sandbox, serving: config, originalUrl } = request
  const { id } = withoutSandbox(originalUrl)
  if (sandbox || id === undefined || !config.isPage || !wantsPage(request)) return undefined
  return reply.redirect(`${upFrom(originalUrl)}#/gone/${encodeURIComponent(id)}`)
}
