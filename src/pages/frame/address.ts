import { signal } from '@preact/signals'

/** Where the page is: it works wherever it is put, so everything is found from its own address. */
const page = new URL('.', location.href)

const sandboxPath = /sandboxes\/([^/]+)\/$/

/** The address of a path of this sandbox: `__admin/clock`, or `/accessplan/api/v1/users`. */
export const at = (path: string): URL => new URL(path.replace(/^\/+/, ''), page)

/** Where another sandbox of this server has its page. */
export const pageOf = (sandbox: string): URL => new URL(`sandboxes/${encodeURIComponent(sandbox)}/`, server)

/** Where the server is, whichever sandbox the page is of. */
export const server = new URL(page.pathname.replace(sandboxPath, ''), page)

/** A path as the journal has it, without the sandbox that it may name. */
export const withoutSandbox = (url: string): string => url.replace(/^\/sandboxes\/[^/?]+/, '') || '/'

const partsOf = (hash: string): readonly string[] => hash.replace(/^#\/?/, '').split('/').filter(part => part !== '').map(decoded)

/** What somebody typed may be no code for anything, and stands for itself. */
function decoded (part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** What is looked at, by what stands behind the `#`: `['watch', 'r-12']`. */
export const route = signal(partsOf(location.hash))

window.addEventListener('hashchange', () => { route.value = partsOf(location.hash) })

/** Without parts, to the start. */
export const linkTo = (...parts: readonly string[]): string => `#/${parts.map(encodeURIComponent).join('/')}`
