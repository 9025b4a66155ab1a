import fc, { type Arbitrary } from 'fast-check'
import { daysFrom, monthsFrom, type Day } from '../model/days.ts'
import { openUnder, plansUnder, type Agreement, type Teo } from '../model/world.ts'

/** What a step is about: the agreement that it names, itself or by way of a plan or an enrolment. */
export interface Around {
  today: Day
  teo: Teo
  agreement: Agreement | undefined
}

/** An argument that depends on where the world stands when its step is taken. */
export interface Relative {
  in (around: Around): string
  /** As it was generated: `signed+1`. */
  toString (): string
}

export const isRelative = (value: unknown): value is Relative => typeof value === 'object' && value !== null && 'in' in value

/** The days at which a rule says yes on one side and no on the other. Today where there is no such day. */
const boundaries = {
  today: () => undefined,
  threeMonthsAgo: ({ today }: Around) => monthsFrom(today, -3),
  signed: ({ agreement }: Around) => agreement?.trainingAgreement.trainingAgreementSignedDate,
  paused: ({ agreement }: Around) => agreement?.pauseDate,
  endOfGrace: ({ agreement }: Around) => agreement?.pauseDate && daysFrom(agreement.pauseDate, 42),
  start: ({ teo, agreement }: Around) =>
    agreement && last(openUnder(teo, agreement.trainingAgreementLocalId).map(it => it.participationStartDate)),
  planSigned: ({ teo, agreement }: Around) =>
    agreement && last(plansUnder(teo, agreement.trainingAgreementLocalId).map(it => it.trainingPlanSignedDate)),
  planEnd: ({ teo, agreement }: Around) =>
    agreement && last(plansUnder(teo, agreement.trainingAgreementLocalId).map(it => it.trainingPlanEndDate ?? ''))
} satisfies Record<string, (around: Around) => Day | undefined>

export type Boundary = keyof typeof boundaries

const last = (days: Day[]): Day | undefined => days.sort().at(-1) || undefined

export const dayAt = (boundary: Boundary, plus = 0): Relative => ({
  in: (around) => daysFrom(boundaries[boundary](around) ?? around.today, plus),
  toString: () => plus === 0 ? boundary : `${boundary}${plus > 0 ? '+' : ''}${plus}`
})

/** Mostly the first boundary; else a boundary, or the day before or after; now and then any other day. */
export const dayNear = (...near: [Boundary, ...Boundary[]]): Arbitrary<Relative> => fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant(near[0]), fc.constant(0)) },
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...near), fc.constantFrom(0, 1, -1)) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...near), fc.integer({ min: -150, max: 90 })) }
).map(([boundary, plus]) => dayAt(boundary, plus))

/** The day, or tomorrow where it is not to come. */
export const toCome = (day: Relative): Relative => ({
  in: (around) => [day.in(around), daysFrom(around.today, 1)].sort()[1]!,
  toString: () => String(day)
})
