/**
 * What is wrong with whatever keeps the sandboxes, and what to do; undefined where that is not to blame. A sandbox that is damaged can be
 * reset where it still knows what it goes back to.
 */
export function ofTheDisk (error: unknown, canBeReset: () => boolean): string | undefined {
  const { code = '', message = '', path } = error as { code?: string, message?: string, path?: string }
  if (isOfFullDisk(code)) return 'The disk with the data folder is full. Make room, then send the request again.'
  switch (code) {
    case 'SQLITE_BUSY': case 'SQLITE_BUSY_SNAPSHOT': case 'SQLITE_BUSY_RECOVERY':
      return 'Another program holds the database file of this sandbox. Close it, then send the request again.'
  }
  if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code)) {
    const cure = canBeReset() ? 'Reset it with POST /__admin/reset, or stop' : 'Stop'
    return `The data of this sandbox are damaged: ${message}. ${cure} the server and restore its file.`
  }
  // A socket has no path.
  if (/^(?:SQLITE_(?:IOERR|READONLY|CANTOPEN)|EROFS|EIO)/.test(code) || (/^E[A-Z]+$/.test(code) && path !== undefined)) {
    const what = /READONLY|EROFS/.test(code) ? 'written' : 'used'
    return `The data folder cannot be ${what}: ${message}. Fix that, then send the request again.`
  }
  return undefined
}

/** What is shared by those who read a file takes room on its disk, too. */
export const isOfFullDisk = (code: string): boolean => /^(?:SQLITE_FULL|SQLITE_IOERR_SHM(?:SIZE|MAP)|ENOSPC|EDQUOT)$/.test(code)
