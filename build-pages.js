// Makes the pages that a person looks at: files that a browser may keep for ever, as their names say what is in them, each beside itself as
// gzip has it, and the one page that names them.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** What is to be written, by path, and what it is made of; the page itself last, so that it never names what is not there. */
export async function buildPages () {
  const { outputFiles, metafile } = await build({
    entryPoints: { main: 'src/pages/frame/main.tsx', style: 'src/pages/frame/style.css', icon: 'src/pages/frame/icon.svg' },
    outdir: 'dist/pages',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    loader: { '.svg': 'copy' },
    metafile: true
  })
  const names = outputFiles.map(({ path }) => basename(path))
  const named = (start, end) => names.find(name => name.startsWith(`${start}-`) && name.endsWith(end))
  // What the first page reads besides: asked for at once, it is there when it is needed.
  const first = Object.entries(metafile.outputs).find(([path]) => basename(path) === named('main', '.js'))[1]
  const alsoRead = first.imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => basename(path))
  const page = (await readFile('src/pages/frame/index.html', 'utf8'))
    .replace('{style}', named('style', '.css'))
    .replace('{icon}', named('icon', '.svg'))
    .replace('{main}', named('main', '.js'))
    .replace('{parts}', alsoRead.map(name => `<link rel="modulepreload" href="__pages/${name}">`).join('\n  '))
  const parts = outputFiles.map(({ path, contents }) => [`dist/pages/${basename(path)}`, contents])
  const files = [...parts, ['dist/pages/index.html', Buffer.from(page)]]
  return { files: files.flatMap(([path, contents]) => [[`${path}.gz`, gzipSync(contents, { level: 9 })], [path, contents]]), metafile }
}
