import { execFileSync } from 'node:child_process'

/** What these checks know of programs that may be here. */

export function has (program) {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** What a program prints. Throws where it fails, with what it says. */
export const run = (program, args, options = {}) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28, ...options })

/** The documents, and what people call a client of each. */
export const documents = {
  esl: 'Esl',
  'tec-work-based': 'WorkBased',
  'tec-provider-based': 'Returns',
  'accessplanit-v1': 'CourseFeeds',
  'accessplanit-v2': 'Modules',
  'accessplanit-legacy': 'Websites',
  admin: 'Admin'
}

/** Names that no person would choose: numbered, or made of the place where a type was found. */
export const isMadeUp = (name) => /\d$|^(?:AnyOf|OneOf|AllOf|Inline)/.test(name)
