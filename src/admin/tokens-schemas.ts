import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { text } from '../core/schema.ts'
import { callersBy, type CallerWords } from './faults-schemas.ts'
import { about } from './schemas.ts'

export interface TokenBody {
  service?: string
  ttlSeconds?: number
  defect?: string
}

export const tokenBodyOf = <const Defect extends string>(words: CallerWords, defects: readonly Defect[]) => Type.Object({
  service: Type.Optional(text(about('For which service; the first whose callers are named so, if left out'))),
  ...callersBy(words, 'Whose it is'),
  ttlSeconds: Type.Optional(Type.Integer({
    minimum: 1, maximum: 31_536_000, description: 'How long it is valid, in seconds; as usual, if left out', 'x-basis': ours
  })),
  defect: Type.Optional(Type.Union(defects.map(defect => Type.Literal(defect)), {
    title: 'TokenDefect', description: 'What is to be the matter with it', 'x-about': 'What is the matter with a token', 'x-basis': ours
  }))
}, { title: 'TokenOrder', description: 'A token to order', additionalProperties: false })

export const OrderedToken = Type.Object({
  token: text(about('The bearer token')),
  headers: Type.Record(Type.String(), Type.String(), {
    title: 'HeadersToSend', description: 'The headers to send with it', 'x-basis': ours
  }),
  services: Type.Array(Type.String(), { description: 'The services that it is for', 'x-basis': ours }),
  expiresAt: text(about('When it expires, in New Zealand', '2026-03-02T09:20:00+13:00')),
  defect: Type.Optional(text(about('What is the matter with it'))),
  refusedBy: Type.Optional(text(about('The rule that refuses it', 'token.not-expired')))
}, { title: 'OrderedToken', description: 'A token as it was ordered' })
