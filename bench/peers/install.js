import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Installs a package at its version into a folder of its own, unless it is there, and answers the folder; `beside` are packages that it
 * needs and does not say. Throws where that fails.
 */
export function install (folder, name, version, beside = []) {
  const own = join(folder, `${name.replace(/[@/]+/g, '-').replace(/^-/, '')}-${version}`)
  if (existsSync(join(own, 'node_modules', name, 'package.json'))) return own
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, 'package.json'), '{ "private": true }\n')
  const command = ['install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`, ...beside]
  try {
    execFileSync('npm', command, { cwd: own, stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    throw new Error(`npm ${command.join(' ')} fails: ${error.stderr?.toString().split('\n').slice(0, 2).join(' ') || error.message}`)
  }
  return own
}

/** The bytes of all files below a folder, in MiB, but for those of packages within a package where it is ours. */
export function sizeOf (folder, { isAlone = false } = {}) {
  const bytes = readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return isAlone && entry.name === 'node_modules' ? sum : sum + sizeOf(path, { isAlone }) * 2 ** 20
    return entry.isFile() ? sum + statSync(path).size : sum
  }, 0)
  return bytes / 2 ** 20
}

/** What the sandbox takes once it is installed: its package, and every package that it needs. */
export function sizeOfSandbox () {
  const [{ unpackedSize }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']
  }))
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const needed = Object.entries(packages).filter(([path, it]) => path !== '' && !it.dev && !it.devOptional && existsSync(join(root, path)))
  return needed.reduce((sum, [path]) => sum + sizeOf(join(root, path), { isAlone: true }), unpackedSize / 2 ** 20)
}
