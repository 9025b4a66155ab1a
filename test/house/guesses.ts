import t from 'tap'
import type { TSchema } from '@sinclair/typebox'
import { isGuess, type Basis } from '../../src/core/basis.ts'
import { esl } from '../../src/tec/esl/service.ts'
import { providerBased } from '../../src/tec/provider-based/service.ts'
import { workBased } from '../../src/tec/work-based/service.ts'

/** The members, wherever in a body, that have to be there though we only guess that there are such. */
function requiredGuesses (schema: TSchema, path: string): string[] {
  if (schema.type === 'array') return requiredGuesses(schema.items as TSchema, `${path}[]`)
  const required = (schema.required ?? []) as string[]
  return Object.entries<TSchema>(schema.properties ?? {}).flatMap(([name, member]) => {
    const basis = member['x-basis'] as Basis | undefined
    const isRequiredGuess =
      required.includes(name) && basis !== undefined && isGuess(basis) && member['x-required-because'] === undefined
    return [...(isRequiredGuess ? [`${path}.${name}`] : []), ...requiredGuesses(member, `${path}.${name}`)]
  })
}

t.test('No member of a request of TEC\'s APIs that is only guessed has to be there by its schema, unless that says why', t => {
  const found = [workBased, providerBased, esl].flatMap(({ operations }) => operations)
    .flatMap(({ operationId, wire: { body } }) => body ? requiredGuesses(body, operationId) : [])
  t.strictSame(found, [])
  t.end()
})
