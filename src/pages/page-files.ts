import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Failure } from '../core/errors.ts'
import { shipped } from '../core/shipped.ts'
import { isPage } from '../http/lost-pages.ts'
import { withoutSandbox } from '../http/sandbox-path.ts'

/** Where the build puts what a browser reads. */
const folder = join('dist', 'pages')

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8'
}

/** Nothing from elsewhere, and no script or style that stands in the page itself. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * The page at `/`, or at `/sandboxes/{id}/`, and its parts. They are read from where they lie whenever they are asked for, so that a server
 * that nobody looks at neither reads nor keeps them.
 */
export function pageFiles (app: FastifyInstance): void {
  app.get('/', isPage, async (request, reply) => {
    const { prefix, id } = withoutSandbox(request.originalUrl)
    // What the page names is beside it, which takes the slash at the end; relative, for a proxy may have put it below a path of its own.
    if (prefix !== '' && !request.originalUrl.startsWith(`${prefix}/`)) return reply.redirect(`${id}/`)
    return await send(request, reply.headers({ 'content-security-policy': policy, 'cache-control': 'no-cache' }), 'index.html')
  })

  app.get<{ Params: { file: string } }>('/__pages/:file', async (request, reply) => {
    // A name says what is in the file.
    return await send(request, reply.header('cache-control', 'public, max-age=31536000, immutable'), request.params.file)
  })
}

async function send (request: FastifyRequest, reply: FastifyReply, file: string): Promise<FastifyReply> {
  const type = types[file.slice(file.lastIndexOf('.') + 1)]
  if (!/^[\w-]+\.\w+$/.test(file) || !type) throw notThere(file)
  const isPacked = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(String(request.headers['accept-encoding'] ?? ''))
  const content = await readFile(shipped(join(folder, isPacked ? `${file}.gz` : file))).catch(() => { throw notThere(file) })
  if (isPacked) reply.header('content-encoding', 'gzip')
  return reply
    .headers({ vary: 'accept-encoding', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    .type(type)
    .send(content)
}

const notThere = (file: string): Failure => new Failure('not-found', file === 'index.html'
  ? 'The pages are not built. "npm run build" makes them; the documentation is at /docs, and the sandbox\'s own API at /__admin.'
  : `No part of a page is called "${file}". Load the page again: it names those that there are.`)
