import { BadInput } from './errors.ts'

/** The text of a file, without the byte order mark that editors on Windows put first. Throws BadInput, to stand after the file's name. */
export function textOf (bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
  // What cannot be read comes out as another character, so that its bytes are others.
  const again = Buffer.from(text)
  if (Buffer.compare(bytes, again) === 0) return text.replace(/^\uFEFF/, '')
  throw new BadInput(`is not UTF-8 at byte ${bytes.findIndex((byte, at) => byte !== again[at])}; save it as UTF-8`)
}
