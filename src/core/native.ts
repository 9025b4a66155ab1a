import { BadInput } from './errors.ts'

/** An error as somebody can mend it, where it says that the native part of SQLite is not there; any other error as it is. */
export const withoutNative = (error: unknown): unknown => isOfNative(Object(error) as Error)
  ? new BadInput('The native part of SQLite is not there, or was built for another version of Node.js than ' +
    `${process.version}. Run "npm rebuild better-sqlite3". npm 12 wants "npm approve-scripts better-sqlite3" first.`)
  : error

/** npm builds it as it installs, if it may run the script of the package. */
const isOfNative = ({ message }: Error): boolean => /^(?:Cannot find module|The module) '[^']*better_sqlite3\.node'/.test(message)
