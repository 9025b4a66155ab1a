/** The journal as an HTTP Archive. */
export interface Archive {
  readonly log: { comment: string, readonly entries: ReadonlyArray<Readonly<Record<string, unknown>>> }
}

/** In the place of the address that the server had by chance, so that the same run gives the same file. */
const anywhere = 'tms-sandbox.invalid'

/** An archive of the server at an address, without that address. */
export function archiveFor (archive: Archive, url: string): Archive {
  const { host, port, hostname } = new URL(url)
  const isLocal = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
  const names = isLocal ? ['localhost', '127.0.0.1', '[::1]'].map(name => port === '' ? name : `${name}:${port}`) : [host]
  const text = names.reduce((text, name) => text.replaceAll(`//${name}`, `//${anywhere}`).replaceAll(`"${name}"`, `"${anywhere}"`),
    JSON.stringify(archive))
  const { log } = JSON.parse(text) as Archive
  return { log: { ...log, comment: `${log.comment}. ${anywhere} stands for the server's address` } }
}
