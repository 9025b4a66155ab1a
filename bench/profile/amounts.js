/** What a profile has, by kind: each place in the program with its own µs, or with the bytes that it allocated. */
export const kinds = {
  cpu: { unit: 'µs', what: "the sandbox's processor time", amounts: timesOf },
  heap: { unit: 'bytes', what: 'what the sandbox allocates', amounts: sizesOf }
}

/** Waiting for work is left out. */
function timesOf ({ nodes, samples, timeDeltas }) {
  const frames = new Map(nodes.map(node => [node.id, node.callFrame]))
  return samples.map((id, n) => [frames.get(id), timeDeltas[n]]).filter(([{ functionName }]) => functionName !== '(idle)')
}

function sizesOf ({ head }) {
  const sizes = []
  const left = [head]
  while (left.length > 0) {
    const { callFrame, selfSize, children } = left.pop()
    sizes.push([callFrame, selfSize])
    left.push(...children)
  }
  return sizes
}

/** The sum of what falls to each key, largest first. */
export function sumBy (amounts, keyOf) {
  const sums = new Map()
  for (const [frame, amount] of amounts) sums.set(keyOf(frame), (sums.get(keyOf(frame)) ?? 0) + amount)
  return [...sums].sort(([, one], [, other]) => other - one)
}

/** A package, a folder of the sandbox, Node itself, or what the profiler puts in brackets. */
export function placeOf ({ url, functionName }) {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native functions'
  if (url.startsWith('node:')) return `node: ${url.slice(5).split('/').slice(0, 2).join('/')}`
  const [, module] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? []
  return module ?? `sandbox: ${url.split('/dist/')[1]?.replace('.js', '') ?? url}`
}

export function nameOf ({ functionName, url, lineNumber }) {
  const file = url.split(/\/node_modules\/|\/dist\//).at(-1)
  return `${functionName || '(anonymous)'}  ${url === '' ? '' : `${file}:${lineNumber + 1}`}`
}
