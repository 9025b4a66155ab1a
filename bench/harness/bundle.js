import { build } from 'esbuild'

/** Bundles parts of the sandbox's own code as they stand in src, as the program is bundled, and answers how to load them. */
export function bundling (parts, name) {
  const outfile = new URL(`../../dist/${name}.js`, import.meta.url)
  return {
    bundleSource: () => build({
      stdin: { contents: parts, resolveDir: '.', loader: 'ts' },
      outfile: outfile.pathname,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      external: ['better-sqlite3', '@fastify/swagger-ui'],
      banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" }
    }),
    loadSource: () => import(outfile)
  }
}
