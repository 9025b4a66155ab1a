/** The house's order: imports run downwards, and rules see plain facts only. */
const below = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } })

/** What is in a folder of `from`, which `$1` stands for, imports of what is at `to` only its `own`. */
const apart = (name, from, to, own) => ({ name, severity: 'error', from: { path: from }, to: { path: to, pathNot: own } })

/** The versions of accessplanit, which are over one platform. */
const versions = '^src/accessplanit/(v\\d+|legacy)/'

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '^src/(cli/main|index|pages/frame/main)\\.tsx?$' }, to: {} },
    below('core-knows-nobody', '^src/core/', '^src/(?!core/)'),
    below('sandbox-knows-no-service', '^src/sandbox/', '^src/(?!core/|sandbox/)'),
    below('http-knows-no-service', '^src/http/', '^src/(?!core/|sandbox/|http/)'),
    apart('services-know-no-host', '^src/(tec|accessplanit)/', '^src/', '^src/(core|sandbox|http|$1)/'),
    apart('versions-know-no-other', versions, versions, '^src/accessplanit/$1/'),
    below('platform-knows-no-version', '^src/accessplanit/(?!v\\d|legacy/)', versions),
    below('platform-knows-no-wire', '^src/accessplanit/(platform|query)/', '(^fastify$|^src/http/)'),
    { name: 'pages-stand-on-the-admin-api-alone', severity: 'error', from: { path: '^src/pages/[^/]+/' }, to: { path: '^src/', pathNot: '^src/pages/[^/]+/' } },
    { name: 'server-knows-no-page', severity: 'error', from: { path: '^src/', pathNot: '^src/pages/[^/]+/' }, to: { path: '^src/pages/[^/]+/' } },
    below('rules-see-plain-facts', '(?<!/pages)[/-]rules\\.ts$', '(^fastify$|better-sqlite3|^src/sandbox/|^src/http/|store\\.ts$|clock\\.ts$|operations\\.ts$|cascade\\.ts$)'),
    below('stores-decide-nothing', '/store\\.ts$', '(^fastify$|[/-]rules\\.ts$|operations\\.ts$|cascade\\.ts$)'),
    below('schemas-are-shapes', '/schemas\\.ts$', '(^fastify$|better-sqlite3|[/-]rules\\.ts$|operations\\.ts$|store\\.ts$)')
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] }
  }
}
