import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The path of something that is shipped beside the code: `fixtures`, `package.json`. */
export const shipped = (path: string): string => join(packageFolder, path)

// Found by looking, as the code runs from `src/` in tests and from the bundle in `dist/` otherwise.
const packageFolder = findUpwards(dirname(fileURLToPath(import.meta.url)))

function findUpwards (folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findUpwards(dirname(folder))
}
