// Says what each layer of an image takes that is not of its base, in a folder of the form that the Open Container Initiative gives it:
// node scripts/image/layers.js BASE IMAGE
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const [base, image] = process.argv.slice(2).map(readImage)
const mb = (bytes) => (bytes / 1e6).toFixed(1).padStart(6)
const own = image.layers.filter(({ digest }) => !base.layers.some(layer => layer.digest === digest))

let [all, packed] = [0, 0]
for (const { bytes, toPull, by } of own) {
  all += bytes
  packed += toPull
  console.log(`${mb(bytes)} MB, ${mb(toPull)} to pull  ${by}`)
}
console.log(`${mb(all)} MB over the base, ${mb(packed).trim()} to pull`)
console.log(`${mb(base.layers.reduce((sum, { bytes }) => sum + bytes, 0))} MB the base`)

/** Its layers, each with what it takes unpacked and on the way, and the instruction that made it. */
function readImage (folder) {
  const read = (digest) => readFileSync(`${folder}/blobs/${digest.replace(':', '/')}`)
  const { manifests: [{ digest }] } = JSON.parse(readFileSync(`${folder}/index.json`))
  const { layers, config } = JSON.parse(read(digest))
  const history = JSON.parse(read(config.digest)).history.filter(({ empty_layer: isEmpty }) => !isEmpty)
  return {
    layers: layers.map(({ digest, mediaType, size }, i) => ({
      digest,
      toPull: size,
      bytes: mediaType.endsWith('gzip') ? gunzipSync(read(digest)).length : size,
      by: /^.{0,100}/.exec(history[i]?.created_by ?? '')[0]
    }))
  }
}
