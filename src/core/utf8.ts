import { BadInput } from './errors.ts'

/** The text of a file, without the byte order mark that editors on Windows put first. Throws BadInput, to stand after the file's name. */
export function textOf (bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
  // What cannot be read comes out as another character, so that its bytes are others.
  const again = Buffer.from(text)
  if (Buffer.compare(bytes, again) === 0) return text.replace(/^\uFEFF/, '')
  throw new BadInput(`is not UTF-8 at byte ${bytes.findIndex((byte, at) => byte !== again[at])}; save it as UTF-8`)
}

/** The pointer of the first text in a value that has half of a character, which no UTF-8 can have; undefined for none. */
export function brokenTextIn (value: unknown, pointer = ''): string | undefined {
  if (typeof value === 'string') return /[\uD800-\uDFFF]/u.test(value) ? pointer : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const found = brokenTextIn(name, pointer) ?? brokenTextIn(inner, `${pointer}/${name}`)
    if (found !== undefined) return found
  }
  return undefined
}
