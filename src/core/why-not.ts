const said: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder, and no file',
  ENOTDIR: 'it is a file, or one is on the way to it',
  EEXIST: 'a file is there already',
  EACCES: 'it is not allowed here',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full'
}

/** Why the system did not do with a file what it was asked to, as people say it, with the system's own word for it. */
export function whyNot (error: unknown): string {
  const { code = '', message } = error as { code?: string, message: string }
  return said[code] === undefined ? message : `${said[code]} (${code})`
}
