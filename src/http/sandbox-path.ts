const prefixed = /^(\/sandboxes\/([^/?#]+))(?=[/?]|$)/i

/** Takes `/sandboxes/{id}` off a path: what is left, and which sandbox it names. */
export function withoutSandbox (url: string): { prefix: string, id: string | undefined, rest: string } {
  // Most requests name none, and this is asked of each.
  const found = url.startsWith('/s') || url.startsWith('/S') ? prefixed.exec(url) : null
  if (!found) return { prefix: '', id: undefined, rest: url }
  const rest = url.slice(found[1]!.length)
  return { prefix: found[1]!, id: found[2], rest: rest.startsWith('/') ? rest : `/${rest}` }
}

/** The way from a path to the root that it is below, relative: a proxy may have put that below a path of its own. */
export const upFrom = (path: string): string => '../'.repeat(path.replace(/\?.*$/s, '').split('/').length - 2) || './'
