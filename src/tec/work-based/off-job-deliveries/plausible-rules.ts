import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import type { OffJobDeliveryUpdate } from './schemas.ts'

/** What is hardly meant of a delivery's size and class. It is told of and never refused. */

const deliveryRule = ruleOver<{ delivery: OffJobDeliveryUpdate }>()

/** Three years of full-time work. */
const mostHours = 6000

export const plausibleSizes: readonly Rule[] = [
  deliveryRule({
    id: 'off-job.hours-plausible',
    statement: `hours must be more than 0 and at most ${mostHours}, where they are given`,
    field: 'hours',
    basis: inferred('A delivery has some hours, and nobody is away from work for years on end; no page gives bounds'),
    holds: ({ delivery: { hours } }) => hours === undefined || (hours > 0 && hours <= mostHours),
    compares: ({ delivery }) => ({ hours: delivery.hours, most: mostHours }),
    refusal: ({ delivery }) => `hours ${delivery.hours} is not more than 0 and at most ${mostHours}.`,
    wouldPass: () => 'Send the hours that were delivered, or leave hours out.'
  }),

  deliveryRule({
    id: 'off-job.classification-form',
    statement: 'deliveryClassification must be a number from 1 to 39, with a part or without one',
    field: 'deliveryClassification',
    basis: inferred('The classes of the Delivery Classification Guide that are published have that form; the whole list is not'),
    holds: ({ delivery: { deliveryClassification: it } }) => it === undefined || /^(?:0?[1-9]|[12]\d|3\d)(?:\.\d)?$/.test(it),
    compares: ({ delivery }) => ({ deliveryClassification: delivery.deliveryClassification }),
    refusal: ({ delivery }) => `deliveryClassification ${quoted(delivery.deliveryClassification!)} is not a class from 1 to 39.`,
    wouldPass: () => 'Use a class such as "22" or "22.1".'
  })
]
