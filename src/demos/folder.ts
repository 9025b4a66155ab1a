import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { BadInput } from '../core/errors.ts'
import { mostOfText } from '../core/given-file.ts'
import { readBounded } from '../core/read-bounded.ts'
import { shipped } from '../core/shipped.ts'
import { textOf } from '../core/utf8.ts'
import { whyNot } from '../core/why-not.ts'
import { BadDemo, isTask, type Demo } from './demo.ts'
import { readWalk } from './walk.ts'

/** The walks that can be played, in the order in which to show them. The others of docs/walks need more of a shell than a page has. */
const played = ['work-based', 'three-months', 'redundancy', 'forty-two-days', 'sdr', 'two-passes', 'basket', 'slow-agency']

/** A file that is no demo: where, and what to do. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly message: string
}

export interface Demos {
  readonly demos: readonly Demo[]
  readonly problems: readonly Problem[]
}

const walks = shipped(join('docs', 'walks'))

const tasksFolder = shipped(join('docs', 'tasks'))

/** Those for trainees, in the order in which to do them. */
const given = ['missing-visit', 'refused-agreement', 'submit-return']

let ours: Demos | undefined
let ourTasks: Demos | undefined

/**
 * Those that are shipped, and those of a folder; one that is bad takes nothing with it. A folder is read each time, as its files are still
 * being written.
 */
export function readDemos (folder: string | undefined): Demos {
  ours ??= readAll(played.map(id => join(walks, `${id}.md`)), false)
  return withOwn(folder, ours, demo => !isTask(demo))
}

/** The tasks of trainees, in the same way. */
export function readTasks (folder: string | undefined): Demos {
  ourTasks ??= readAll(given.map(id => join(tasksFolder, `${id}.md`)), false)
  return withOwn(folder, ourTasks, isTask)
}

function withOwn (folder: string | undefined, shippedOnes: Demos, isMeant: (demo: Demo) => boolean): Demos {
  if (folder === undefined) return shippedOnes
  const { demos, problems } = demosIn(folder)
  const own = demos.filter(isMeant)
  const names = new Set(own.map(({ id }) => id))
  return { demos: [...own, ...shippedOnes.demos.filter(({ id }) => !names.has(id))], problems: [...problems, ...shippedOnes.problems] }
}

/** The demos and the tasks of a folder. Throws BadInput where it cannot be read. */
export function demosIn (folder: string): Demos {
  return readAll(filesIn(folder).filter(name => name.endsWith('.md')).sort().map(name => join(folder, name)), true)
}

function filesIn (folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw new BadInput(`The demos of "${folder}" cannot be read: ${whyNot(error)}. Name a folder with --demos.`)
  }
}

function readAll (files: readonly string[], isOwn: boolean): Demos {
  const demos: Demo[] = []
  const problems: Problem[] = []
  for (const file of files) {
    try {
      demos.push(readWalk(/([^/\\]+)\.md$/.exec(file)![1]!, textOf(readBounded(file, { most: mostOfText })), isOwn))
    } catch (error) {
      problems.push({ file, line: error instanceof BadDemo ? error.line : 1, message: (error as Error).message })
    }
  }
  return { demos, problems }
}

/** `demos/mine.md:12: …`. */
export const lineOf = ({ file, line, message }: Problem): string => `${file}:${line}: ${message}`
