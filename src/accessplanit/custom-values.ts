import { Type } from '@sinclair/typebox'
import { Failure } from '../core/errors.ts'
import { createSettling } from '../core/schema.ts'
import { cut } from '../core/words.ts'
import { matchMembers } from '../http/members.ts'
import type { Body } from './platform/columns.ts'
import type { PlatformContext } from './platform/context.ts'
import type { Field } from './platform/field.ts'
import { shapeOf } from './shapes.ts'

/**
 * A body of which some members are fields that the platform added, and no schema knows: what they are is known as far as the platform says,
 * by names that are guessed, so what is of another type is taken where it can be, and told of. Throws Failure.
 */
export function settleCustomValues ({ remarks }: Pick<PlatformContext, 'remarks'>, own: readonly Field[], body: Body): Body {
  const shapes = Object.fromEntries(own.map(field => [field.name, Type.Optional(shapeOf(field))]))
  const schema = Type.Object(shapes, { additionalProperties: true })
  const { value, faults, doubts } = createSettling(schema)(matchMembers(schema, body, {
    passedOver: () => {},
    repeated: () => {},
    inQuotes: (member, text) => {
      remarks.push({ kind: 'number-in-quotes', member, message: `${member} is the text "${cut(text)}"; it was read as a number` })
    }
  }))
  if (faults.length > 0) throw malformed(faults.map(({ member, message }) => [member, `${message}.`] as const))
  for (const { member, message } of doubts) remarks.push({ kind: 'inferred-shape', member, message })
  return value as Body
}

/** The refusal of members, each with what is wrong with it. */
export function malformed (wrong: ReadonlyArray<readonly [member: string, message: string]>): Failure {
  const errors = Object.fromEntries(wrong.map(([member, message]) => [member, [message]]))
  return new Failure('malformed', wrong.map(([, message]) => message).join(' '), { errors })
}
