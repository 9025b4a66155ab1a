import type { OfficialParameter } from '../../src/contract/official.ts'
import { disguiseShape, misleadingShape, type Disguising } from './disguise-shapes.ts'

export interface DisguisedParameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly schema: Record<string, any>
}

/** The parameters as a disguise has them, and others that have our names and are something else. */
export function disguiseParameters (
  parameters: readonly OfficialParameter[], names: ReadonlyMap<string, string>, by: Disguising
): [Map<OfficialParameter, DisguisedParameter>, DisguisedParameter[]] {
  const moved = new Map(parameters.map(it => {
    const { in: place, required, schema } = it
    const goes = place === 'header' && by.misleads > 0 && by.chance.is(by.misleads / 2)
    return [it, { name: names.get(it.name)!, in: goes ? 'query' : place, required, schema: disguiseShape(schema, by).schema }]
  }))
  const isFree = (name: string): boolean => ![...moved.values()].some(it => it.name.toLowerCase() === name.toLowerCase())
  const misleading = parameters.filter(({ name }) => by.misleads > 0 && isFree(name) && by.chance.is(by.misleads)).map(it => {
    // A required one of the same kind in another place could not be told from ours that moved there.
    const isElsewhere = by.chance.is(0.5)
    const place = it.in === 'path' || isElsewhere ? it.in === 'query' ? 'header' : 'query' : it.in
    return { name: it.name, in: place, required: false, schema: isElsewhere ? { ...it.schema } : misleadingShape(it.schema, by.chance) }
  })
  return [moved, misleading]
}
