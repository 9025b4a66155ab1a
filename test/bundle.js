import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** Makes JavaScript of files of tests, and of what they test, in a folder; answers which file it made of which. */
export async function bundleTests (files, folder) {
  await build({
    entryPoints: files,
    outdir: folder,
    outbase: '.',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.20',
    packages: 'external',
    sourcemap: true,
    sourcesContent: false,
    chunkNames: 'parts/[name]-[hash]',
    plugins: [{ name: 'place', setup: keepPlace }]
  })
  return (file) => `${folder}/${file.replace(/\.ts$/, '.mjs')}`
}

/** A file that looks for others beside itself finds them where it was written. */
function keepPlace ({ onLoad }) {
  onLoad({ filter: /[\\/](?:src|test)[\\/].*\.ts$/ }, async ({ path }) => {
    const text = await readFile(path, 'utf8')
    if (text.includes('import.meta.url')) {
      return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'ts' }
    }
  })
}
