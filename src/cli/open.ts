import { spawn } from 'node:child_process'

/** What shows a page on each system; on Windows the word after `start` would be a title. */
const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', '""']
}

/** In milliseconds; what opens a page and fails does so at once. */
const longestWait = 5000

/** Opens a page in the browser of whoever looks on; answers a line where that cannot be, and undefined where it is under way. */
export async function openPage (
  url: string, platform: string = process.platform, environment: NodeJS.ProcessEnv = process.env
): Promise<string | undefined> {
  // A server that can be reached from everywhere has no address of its own.
  const page = url.replace(/^(https?:\/\/)(?:0\.0\.0\.0|\[::\])/, '$1localhost')
  if (environment.CI) return `--open is ignored, because CI is set. The first page is ${page}`
  const [program, ...words] = openers[platform] ?? ['xdg-open']
  const child = spawn(program!, [...words, page], {
    detached: true, env: environment, stdio: 'ignore', windowsVerbatimArguments: platform === 'win32'
  })
  const wrong = await new Promise<string | undefined>(resolve => {
    // Some go on for as long as the browser does.
    const longest = setTimeout(() => resolve(undefined), longestWait)
    child.once('error', ({ message }) => resolve(message))
      .once('exit', code => resolve(code ? `${program} ended with exit code ${code}` : undefined))
      .once('close', () => clearTimeout(longest))
  })
  child.unref()
  return wrong === undefined ? undefined : `No browser can be opened (${wrong}). Open it yourself: ${page}`
}
