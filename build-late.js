// Packages that most who start the program never use: each becomes a file of its own, which is loaded when it is first asked for.
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'
import { parts } from './build-parts.js'

const require = createRequire(import.meta.url)

/** By what a source imports, the name of the file and where the part of the package that is used begins. */
const late = {
  '@fastify/swagger-ui': { name: 'swagger-ui' },
  'cli-progress': { name: 'progress' },
  'prom-client': { name: 'metrics' },
  'temporal-polyfill': { name: 'temporal' },
  // Most of it lints; a document is only read.
  '@redocly/openapi-core': { name: 'yaml', from: join(dirname(require.resolve('@redocly/openapi-core')), 'js-yaml/index.js') },
  // With the protocol's own library.
  '../mcp/protocol.ts': { name: 'assistants', from: 'src/mcp/protocol.ts' }
}

/** What is to be written, by path; which packages are in it; and a plugin by which what imports a package finds its file. */
export async function buildLate () {
  const { outputFiles, metafile } = await build({
    entryPoints: Object.entries(late).map(([used, { name, from = used }]) => ({ in: from, out: name })),
    ...parts,
    entryNames: '[name]-[hash]',
    legalComments: 'none',
    plugins: [{ name: 'no forms', setup: leaveFormsOut }]
  })
  const names = outputFiles.map(({ path }) => basename(path))
  const fileOf = ({ name }) => names.find(file => file.startsWith(`${name}-`))
  const plugin = {
    name: 'packages that are used late',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: new RegExp(`^(?:${Object.keys(late).join('|')})$`) }, ({ path }) =>
        ({ path: `./${fileOf(late[path])}`, external: true }))
      // A module makes its own `require`, which only the one of a bundle sees through.
      onLoad({ filter: /[\\/]src[\\/](?:core[\\/]temporal|contract[\\/]yaml)\.ts$/ }, async ({ path }) => {
        const [before, after] = (await readFile(path, 'utf8')).split('const require = createRequire(import.meta.url)\n')
        if (after === undefined) throw new Error(`${path} makes its require otherwise than it did`)
        return { contents: before + after, loader: 'ts' }
      })
    }
  }
  const files = [...outputFiles.map(({ path, contents }) => [`dist/parts/${basename(path)}`, contents]), ...await readStatic()]
  return { files, metafile, plugin }
}

/** Nobody who speaks for an assistant is asked to fill in a form, so none is checked. */
function leaveFormsOut ({ onLoad }) {
  onLoad({ filter: /ajv-provider\.js$/ }, () => ({ contents: 'export class AjvJsonSchemaValidator {}' }))
}

/** What the page of the documentation reads in the browser, where its package looks for it: beside the folder that it was bundled into. */
async function readStatic () {
  const folder = join(dirname(require.resolve('@fastify/swagger-ui')), 'static')
  // It is in the bundle beside it, once more.
  const names = (await readdir(folder)).filter(name => !['swagger-ui.js', 'csp.json'].includes(name))
  return await Promise.all(names.map(async name => [`dist/static/${name}`, await readFile(join(folder, name))]))
}
