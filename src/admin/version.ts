import { readFileSync } from 'node:fs'
import { shipped } from '../core/shipped.ts'

/** That of the program. */
export const version = (): string => JSON.parse(readFileSync(shipped('package.json'), 'utf8')).version
