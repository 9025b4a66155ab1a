import fastify, { type FastifyInstance } from 'fastify'
import swagger from '@fastify/swagger'
import { services } from '../services.ts'
import type { Catalogue } from '../http/openapi.ts'

/** `/openapi/{service}.json`, and `/docs`, where the operations can be read about and tried. */
export async function documentationPages (app: FastifyInstance, { catalogue }: { catalogue: Catalogue }): Promise<void> {
  for (const { name } of services) {
    app.get(`/openapi/${name}.json`, () => catalogue.document(name))
  }

  // The page weighs more than the rest of the server, so it is put up when somebody first asks for it.
  let pages: Promise<FastifyInstance> | undefined
  const show = async (request: { raw: unknown }, reply: { hijack(): unknown, raw: unknown }) => {
    pages ??= openPages(catalogue)
    const { routing } = await pages
    reply.hijack()
    routing(request.raw as Parameters<typeof routing>[0], reply.raw as Parameters<typeof routing>[1])
  }
  app.get('/docs', show)
  app.get('/docs/*', show)
  app.addHook('onClose', async () => { await (await pages)?.close() })
}

const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="40">
  <text x="0" y="27" font-family="sans-serif" font-size="24" font-weight="bold" fill="#fff">tms-sandbox</text>
</svg>`

async function openPages (catalogue: Catalogue): Promise<FastifyInstance> {
  const { default: swaggerUi } = await import('@fastify/swagger-ui')
  const pages = fastify()
  // The page reads its documents from their own addresses; the plugin wants to be given one all the same.
  await pages.register(swagger, { mode: 'static', specification: { document: catalogue.document(services[0]!.name) } })
  await pages.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'tms-sandbox: the emulated APIs' },
    logo: { type: 'image/svg+xml', content: logo },
    uiConfig: {
      urls: services.map(({ name, title }) => ({ name: title, url: `/openapi/${name}.json` })).reverse(),
      persistAuthorization: true,
      tryItOutEnabled: true,
      showExtensions: true
    } as object
  })
  await pages.ready()
  return pages
}
