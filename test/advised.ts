import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The source of all that a server says, with each text as one. */
export function textOfServer (): string {
  const files = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter(it => it.name.endsWith('.ts') && !/src.(?:pages|cli|library|mcp|evidence|postman)/.test(it.parentPath))
  return files.map(it => readFileSync(join(it.parentPath, it.name), 'utf8')).join('\n')
    .replace(/' \+\s*'/g, '').replace(/(?<=\w)\$\{[^}]*\}/g, '').replace(/\$\{[^}]*\}/g, 'x')
}

/** Each request to the sandbox's own API that its sentences name, once. */
export const advisedRequests = (): string[] =>
  [...new Set(textOfServer().match(/\b(?:GET|POST|PUT|PATCH|DELETE) (?:\/sandboxes\/[\w{}]+)?\/__admin(?:\/[\w{}-]+)*/g))]
