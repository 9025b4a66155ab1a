import { inferred } from '../../core/basis.ts'
import { either } from '../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../core/rule.ts'
import { quoted } from '../../core/words.ts'

/** What a feed is asked for, and what of that there is not. */
export interface FeedFacts {
  /** Empty if none is given. */
  companyId: string
  isProvider: boolean
  unknownCourses: readonly string[]
  /** Those that no feed has, as they are not advertised. */
  hiddenCourses: readonly string[]
  unknownVenues: readonly string[]
  unknownCategories: readonly string[]
}

const feedRule = ruleOver<FeedFacts>()

const basis = inferred('What does not exist is answered with nothing, so nobody would see the mistake')

const companyIsProvider = feedRule({
  id: 'feed.company-is-training-provider',
  statement: 'companyID must name a training provider',
  field: 'companyID',
  basis,
  holds: ({ isProvider }) => isProvider,
  compares: ({ companyId }) => ({ companyID: companyId }),
  refusal: ({ companyId }) => companyId === '' ? 'companyID is empty.' : `No training provider ${quoted(companyId)} exists.`,
  wouldPass: () => 'Use the id of an account that is a training provider, such as 100 of the fixture.'
})

const idsAre = (
  id: string, field: string, noun: string, unknown: (facts: FeedFacts) => readonly string[], remedy = `Check ${field}.`
): Rule => feedRule({
  id,
  statement: `${field} must name ${noun}`,
  field,
  basis,
  holds: facts => unknown(facts).length === 0,
  compares: facts => ({ [field]: unknown(facts) }),
  refusal: facts => `There are no ${noun} with the ids ${either(unknown(facts).map(quoted))}.`,
  wouldPass: () => `${remedy} Ids stand beside each other with commas between; an empty ${field} restricts nothing.`
})

const coursesExist = idsAre('feed.courses-exist', 'courseIDs', 'courses of the company', facts => facts.unknownCourses)

const coursesAdvertised = idsAre('feed.courses-advertised', 'courseIDs', 'advertised courses', facts => facts.hiddenCourses,
  'Advertise them: set Advertise of the module Course.')

export const feedRules: readonly Rule[] = [
  companyIsProvider,
  coursesExist,
  coursesAdvertised,
  idsAre('feed.venues-exist', 'venueIDs', 'venues', facts => facts.unknownVenues),
  idsAre('feed.categories-exist', 'categoryIDs', 'categories', facts => facts.unknownCategories)
]

/** Whether the handler of dates is given what it needs, and that exists. */
export interface HandlerFacts extends FeedFacts {
  missing: readonly string[]
}

const bothGiven = ruleOver<HandlerFacts>()({
  id: 'feed.ids-given',
  statement: 'courseids and companyid must be given',
  field: 'courseids',
  basis: inferred('The client sends both; what is answered without them is not seen'),
  holds: ({ missing }) => missing.length === 0,
  compares: ({ missing }) => ({ missing }),
  refusal: ({ missing }) => `${missing.join(' and ')} is missing.`,
  wouldPass: () => 'Send both, such as courseids=4004&companyid=100.'
})

export const handlerRules: readonly Rule[] = [bothGiven, companyIsProvider, coursesExist, coursesAdvertised]
