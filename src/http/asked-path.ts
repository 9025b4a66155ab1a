import { isParameter } from '../core/near-paths.ts'
import { cut } from '../core/words.ts'
import { isMeantForAdmin } from './own-paths.ts'
import { withoutSandbox } from './sandbox-path.ts'

/** A path that nothing serves, and what is. */
export interface Asked {
  /** Without that of its sandbox. */
  readonly path: string
  /** That of its sandbox, or nothing. */
  readonly prefix: string
  /** What a part is to be, as `/learners/:learnerLocalId` has it, by parts: the sandbox's own, or those of the APIs, as the path is. */
  readonly served: ReadonlyArray<readonly string[]>
  /** Whether anything at all is served there. */
  isServed (parts: readonly string[]): boolean
  /** As whoever asked has to write it. */
  shown (path: string): string
}

/** What is often got wrong of a path, in a sentence that speaks of the sandbox; nothing where it is not that. */
export type Slip = (asked: Asked) => string | undefined

export function askedOf (templates: readonly string[], path: string, prefix: string): Asked {
  const byParts = (paths: readonly string[]) => paths.map(it => it.split('/').slice(1))
  const all = byParts(templates)
  return {
    path: path.slice(0, 2000),
    prefix,
    served: byParts(templates.filter(it => isMeantForAdmin(it) === isMeantForAdmin(path))),
    isServed: (parts) => {
      const written = withoutSandbox(joined(parts)).rest.split('/').slice(1)
      return all.some(template => takes(template, written))
    },
    shown: it => cut(prefix + it)
  }
}

export const isSame = (part: string, written: string | undefined): boolean => part.toLowerCase() === written?.toLowerCase()

/** Whether a path, by its parts, is one of a template. */
export const takes = (template: readonly string[], written: readonly string[]): boolean => template.length === written.length &&
  template.every((part, n) => isParameter(part) ? written[n] !== '' : isSame(part, written[n]))

export const joined = (parts: readonly string[]): string => parts.map(part => `/${part}`).join('')
