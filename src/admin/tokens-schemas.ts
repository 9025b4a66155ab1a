import { Type, type TObject } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { meaning, published, text } from '../core/schema.ts'
import { callersBy, type CallerWords } from './faults-schemas.ts'
import { about } from './schemas.ts'

export interface TokenBody {
  service?: string
  ttlSeconds?: number
  defect?: string
}

/** Whose it is, by itself. */
const callerMeant = (words: CallerWords) => (value: unknown): object | undefined => {
  if (!['string', 'number'].includes(typeof value) || value === '') return undefined
  const isNumber = /^[1-9]\d{0,8}$/.test(String(value))
  const [word] = [...words].find(([, hasNumbers]) => hasNumbers === isNumber) ?? []
  return word === undefined ? undefined : { [word]: isNumber ? Number(value) : value }
}

export const tokenBodyOf = <const Defect extends string>(words: CallerWords, defects: readonly Defect[]) => meaning(Type.Object({
  service: Type.Optional(text(about('For which service; the first whose callers are named so, if left out'))),
  ...callersBy(words, 'Whose it is'),
  ttlSeconds: Type.Optional(Type.Integer({
    minimum: 1, maximum: 31_536_000, description: 'How long it is valid, in seconds; as usual, if left out', 'x-basis': ours
  })),
  defect: Type.Optional(Type.Union(defects.map(defect => Type.Literal(defect)), {
    title: 'TokenDefect', description: 'What is to be the matter with it', 'x-about': 'What is the matter with a token', 'x-basis': ours
  }))
}, { title: 'TokenOrder', description: 'A token to order', additionalProperties: false }), callerMeant(words))

/** The same, where any text is taken for a defect: which there are depends on whose token it is, and the operation says so. */
export function withAnyDefect <Order extends TObject> (order: Order): Order {
  const { anyOf, ...described } = order.properties.defect!
  const defect = Type.Optional(Type.String({ ...described, [published]: { anyOf, type: undefined } }))
  return { ...order, properties: { ...order.properties, defect } }
}

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
