import fastify, { type FastifyInstance } from 'fastify'
import { asUsual } from '../http/answering.ts'
import { nextTurn } from '../core/in-turns.ts'
import { documentOf } from '../http/openapi.ts'
import { serverOf } from '../http/public-url.ts'
import { isPage } from '../http/lost-pages.ts'
import { upFrom, withoutSandbox } from '../http/sandbox-path.ts'
import type { Service } from '../http/service.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { documentationScript, documentationStyle } from './documentation-script.ts'

/** Makes the document of a service, as JSON, for a sandbox that is reached at an address. */
export type Documenting = (service: Service, sandbox: Sandbox, server: string) => Promise<string>

/** `/openapi/{service}.json`, and `/docs`, where the operations can be read about and tried. */
export function documentationPages (app: FastifyInstance, services: readonly Service[], documentIn: Documenting): void {
  for (const service of services) {
    app.get(`/openapi/${service.name}.json`, async (request, reply) => {
      const text = await documentIn(service, request.sandbox, serverOf(request))
      return reply.type('application/json; charset=utf-8').header('x-content-type-options', 'nosniff').send(text)
    })
  }

  // Whoever opens, in a browser, the address that a client points its base URL at is shown what there is below it.
  for (const { title, mount, baseUrl = mount, operations } of services) {
    if (operations.some(({ method, path }) => method === 'GET' && mount + path === baseUrl)) continue
    app.get(baseUrl, { config: { ...isPage.config, isBaseUrl: true } }, ({ originalUrl }, reply) =>
      reply.redirect(`${upFrom(withoutSandbox(originalUrl).rest)}docs/?urls.primaryName=${encodeURIComponent(title)}`))
  }

  const addresses = services.map(({ name }) => `/openapi/${name}.json`)
  // The page weighs more than the rest of the server, so it is put up when somebody first asks for it.
  let pages: Promise<FastifyInstance> | undefined
  const show = async (request: { raw: unknown }, reply: { hijack(): unknown, raw: unknown }) => {
    pages ??= openPages(services)
    const { routing } = await pages
    reply.hijack()
    const raw = request.raw as Parameters<typeof routing>[0]
    // With a query, which is for the page in the browser alone, the plugin would have its parts at the root of the host.
    raw.url = raw.url!.replace(/\?.*$/s, '')
    routing(raw, reply.raw as Parameters<typeof routing>[1])
  }
  // Where the plugin has the one document that it was given.
  for (const kind of ['json', 'yaml']) app.get(`/docs/${kind}`, (_request, reply) => reply.code(404).send({ documents: addresses }))
  // What the page names is beside it, below whatever path a proxy has it at.
  app.get('/docs', isPage, ({ originalUrl }, reply) => reply.redirect(`docs/${/\?.*$/.exec(originalUrl)?.[0] ?? ''}`))
  // The plugin would lead to the root of the host.
  app.get('/docs/static/index.html', isPage, (_request, reply) => reply.redirect('../'))
  app.get('/docs/*', isPage, show)
  app.addHook('onClose', async () => { await (await pages)?.close() })
}

const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="190" height="40">
  <text x="0" y="27" font-family="sans-serif" font-size="24" font-weight="bold" fill="#fff">tms-sandbox</text>
</svg>`

/** As that of the other pages, but for the styles that what draws the documentation writes into the page, and its images in addresses. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

async function openPages (services: readonly Service[]): Promise<FastifyInstance> {
  const { default: swagger } = await import('@fastify/swagger')
  await nextTurn()
  const { default: swaggerUi } = await import('@fastify/swagger-ui')
  await nextTurn()
  const pages = fastify()
  pages.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
  })
  // The page reads its documents from their own addresses; the plugin wants to be given one all the same.
  await pages.register(swagger, { mode: 'static', specification: { document: documentOf(services[0]!) } })
  await pages.register(swaggerUi, {
    routePrefix: '/docs',
    theme: {
      title: 'tms-sandbox: the emulated APIs',
      js: [{ filename: 'here.js', content: documentationScript }],
      css: [{ filename: 'here.css', content: documentationStyle }]
    },
    logo: { type: 'image/svg+xml', content: logo },
    uiConfig: {
      urls: services.map(({ name, title }) => ({ name: title, url: `/openapi/${name}.json` })),
      tryItOutEnabled: true,
      showExtensions: true
    } as object
  })
  // The plugin's own refusal has the shape of no API.
  pages.setNotFoundHandler(({ method, originalUrl, headers }, reply) => {
    const { notFound, present } = services.at(-1)!
    const call = { method, path: originalUrl.split('?', 1)[0]!, params: {}, query: {}, body: undefined, headers }
    const { status = 404, headers: more = {}, type, text } = present.failure(notFound!(call), call, asUsual)
    return reply.code(status).headers(more).type(type!).send(text)
  })
  await pages.ready()
  return pages
}
