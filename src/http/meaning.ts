import type { TSchema } from '@sinclair/typebox'
import { inferred } from '../core/basis.ts'
import { meansSomething } from '../core/rule-kinds.ts'
import { nothingIn, type Nothing } from '../core/schema.ts'
import { enforceAll } from './enforce.ts'
import type { Step } from './step.ts'

/** What every body of a service is held to that has this rule among its own. */
export const valuesMeanSomething = meansSomething<Nothing>({
  id: 'value.means-something',
  basis: inferred('Year 1, number 0 and blanks are what programs send by mistake; no source says that the real API refuses them'),
  field: 'a value',
  member: it => it.member,
  value: it => it.value,
  nothing: it => it.standsFor
})

/** Tells of the values of a body that say nothing. */
export const checkMeaning: Step = ({ body, entry, sandbox, routeOptions: { config: { service, operation } } }) => {
  const schema = operation?.wire.body as TSchema | undefined
  if (!schema || !service!.rules.includes(valuesMeanSomething)) return
  const found = nothingIn(schema, body, { emptyClears: service!.emptyClears ?? false })
  if (found.length === 0) return
  enforceAll(sandbox, entry!, found.map(nothing => ({ at: '', field: nothing.member, rules: [valuesMeanSomething], facts: nothing })))
}
