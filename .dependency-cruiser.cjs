/** The house's order: imports run downwards, and rules see plain facts only. */
const below = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } })

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '^src/(cli|index)\\.ts$' }, to: {} },
    below('core-knows-nobody', '^src/core/', '^src/(?!core/)'),
    below('sandbox-knows-no-service', '^src/sandbox/', '^src/(?!core/|sandbox/)'),
    below('http-knows-no-service', '^src/http/', '^src/(?!core/|sandbox/|http/)'),
    below('services-know-no-host', '^src/tec/', '^src/(?!core/|sandbox/|http/|tec/)'),
    below('rules-see-plain-facts', '[/-]rules\\.ts$', '(^fastify$|better-sqlite3|^src/sandbox/|^src/http/|store\\.ts$|clock\\.ts$|routes\\.ts$|cascade\\.ts$)'),
    below('stores-decide-nothing', '/store\\.ts$', '(^fastify$|[/-]rules\\.ts$|routes\\.ts$|cascade\\.ts$)'),
    below('schemas-are-shapes', '/schemas\\.ts$', '(^fastify$|better-sqlite3|[/-]rules\\.ts$|routes\\.ts$|store\\.ts$)')
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] }
  }
}
