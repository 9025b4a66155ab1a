import { Failure } from '../../core/errors.ts'
import { both } from '../../core/words.ts'
import { nearestOperations } from '../../http/not-found.ts'
import { slipIn } from '../../http/path-slips.ts'
import { wrongMethod } from '../../http/routes.ts'
import type { Operation } from '../../http/operation.ts'
import type { Asked } from './arrival.ts'
import { sourceOf, type Adaptation, type Translator } from './translator.ts'

const called = ({ document: { title, version } }: Translator): string => `the contract in force (${title} ${version})`

/** For a path of the contract, by another method. */
export const otherMethods = ({ method, path }: Asked, here: ReadonlyArray<{ readonly method: string }>): Failure =>
  wrongMethod(method, path, [...new Set(here.flatMap(it => it.method === 'GET' ? ['GET', 'HEAD'] : it.method))].sort())

/** For a place of ours that is not the contract's. */
export const movedTo = (translator: Translator, { method, path }: Asked, { summary }: Operation, now: Adaptation): Failure => new Failure(
  'unknown-route',
  `${method} ${path} is not in ${called(translator)}. ${summary} is ${now.official.method} ${now.path} there.`
)

/** For a path of which neither knows. */
export function nothingAt (translator: Translator, { method, prefix, path }: Asked): Failure {
  const served = translator.operations.map(({ official, path, names }) =>
    ({ method: official.method, path: path.replace(/\{([^{}]+)\}/g, ':$1'), summary: names.summary, basis: sourceOf(translator.document) }))
  const nearest = nearestOperations(served, method, prefix + path).map(it => `${it.method} ${it.path} (${it.summary})`)
  const slip = slipIn(served.map(it => it.path), path, prefix)
  return new Failure('unknown-route', `${slip === undefined ? '' : `${slip} `}${method} ${path} is not in ${called(translator)}. ` +
    (nearest.length > 0 ? `The nearest are ${both(nearest)}.` : 'It has no operation at a path like it.'))
}
