/** A ZIP archive as it is written: a piece at a time, nothing packed, so that nobody has to wait for its size. */

export interface ZipFile {
  readonly name: string
  readonly pieces: Iterable<string>
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xEDB88320 ^ (n >>> 1) : n >>> 1
  return n
})

function crcOf (bytes: Buffer, before: number): number {
  let crc = ~before
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xFF]! ^ (crc >>> 8)
  return ~crc >>> 0
}

/** Fields of two or four bytes, as `[bytes, value]`. */
const fields = (...parts: ReadonlyArray<readonly [2 | 4, number]>): Buffer => Buffer.concat(parts.map(([size, value]) => {
  const bytes = Buffer.alloc(size)
  bytes.writeUIntLE(value, 0, size)
  return bytes
}))

/** Version 2.0; sizes after the content, names in UTF-8; not packed; the first day of the format, as the same is to give the same bytes. */
const common = [[2, 20], [2, 0x0808], [2, 0], [2, 0], [2, 0x21]] as const

export function * zipOf (files: Iterable<ZipFile>): Generator<Buffer> {
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, pieces } of files) {
    const path = Buffer.from(name)
    const start = offset
    const head = Buffer.concat([fields([4, 0x04034b50], ...common, [4, 0], [4, 0], [4, 0], [2, path.length], [2, 0]), path])
    yield head
    let [crc, size] = [0, 0]
    for (const piece of pieces) {
      const bytes = Buffer.from(piece)
      crc = crcOf(bytes, crc)
      size += bytes.length
      yield bytes
    }
    const sums = [[4, crc], [4, size], [4, size]] as const
    const foot = fields([4, 0x08074b50], ...sums)
    yield foot
    offset += head.length + size + foot.length
    const rest = [[2, path.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, start]] as const
    directory.push(fields([4, 0x02014b50], [2, 20], ...common, ...sums, ...rest), path)
  }
  const entries = Buffer.concat(directory)
  const count = directory.length / 2
  yield entries
  yield fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, entries.length], [4, offset], [2, 0])
}
