/** How far long work has come. */
export interface Progress {
  /** So much of it is done. */
  to (done: number): void
}

export interface ProgressOptions {
  /** What is done, `total` times of a unit. */
  readonly what: string
  readonly total: number
  readonly unit: string
  /** Whether it is a program that asks. */
  readonly json?: boolean | undefined
  /** Where it is shown: the standard error, so that what a program reads stays clean. */
  readonly shown?: NodeJS.WritableStream & { isTTY?: boolean }
  readonly environment?: NodeJS.ProcessEnv
}

/** Does long work beneath a bar, if a person looks on at a terminal that can draw one; its library is loaded only then. */
export async function withProgress<Result> (
  options: ProgressOptions, work: (progress: Progress | undefined) => Result | Promise<Result>
): Promise<Result> {
  const bar = await startBar(options)
  try {
    return await work(bar && { to: done => { bar.update(done) } })
  } finally {
    bar?.stop()
  }
}

async function startBar (
  { what, total, unit, json = false, shown = process.stderr, environment = process.env }: ProgressOptions
) {
  const { TERM, NO_COLOR, CI } = environment
  if (!shown.isTTY || json || TERM === 'dumb' || NO_COLOR || CI) return undefined
  const { default: { SingleBar, Presets } } = await import('cli-progress')
  const format = `${what} {bar} {percentage} % ({value} of {total} ${unit})`
  const bar = new SingleBar({ format, stream: shown, clearOnComplete: true, hideCursor: true, noTTYOutput: false }, Presets.shades_classic)
  bar.start(total, 0)
  return bar
}

const chunk = 256 * 1024

/** Bytes in parts, each of which is asked for once the one before is on its way. */
export async function * inParts (bytes: Uint8Array, sent: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += chunk) {
    yield bytes.subarray(from, from + chunk)
    sent(Math.min(from + chunk, bytes.length))
  }
}
