/** How esbuild makes the files of the program, of which each start reads some. */
export const parts = {
  outdir: 'dist/parts',
  outExtension: { '.js': '.cjs' },
  write: false,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  // There is less to read at each start, and a stack still has names and a place.
  minifyWhitespace: true,
  lineLimit: 140,
  metafile: true
}
