import { inferred } from '../../core/basis.ts'
import { atMost } from '../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../core/rule.ts'
import { errorCodesGuide } from '../sources.ts'

/** What is asked for, and how many there are. */
export interface PageFacts {
  page: number
  /** No more than a page can have. */
  pageSize: number
  /** As it was asked for. */
  askedSize: number
  totalCount: number
}

const pageRule = ruleOver<PageFacts>()

const pagesOf = ({ pageSize, totalCount }: PageFacts): number => Math.max(1, Math.ceil(totalCount / Math.max(1, pageSize)))

const aPageOf = (facts: PageFacts): string => pagesOf(facts) === 1 ? 'Use page 0.' : `Use a page from 0 to ${pagesOf(facts) - 1}.`

const defaultSize = 100
const greatestSize = 1000

export const pageIsNotNegative = pageRule({
  id: 'page.not-negative',
  statement: 'page and pageSize must be 0 or more',
  field: 'page',
  basis: errorCodesGuide,
  code: 'PR1',
  holds: ({ page, pageSize }) => page >= 0 && pageSize >= 0,
  compares: ({ page, pageSize }) => ({ page, pageSize }),
  refusal: ({ page, pageSize }) => `${page < 0 ? `page ${page}` : `pageSize ${pageSize}`} is below 0.`,
  // How many pages there are is known only where the size of one is.
  wouldPass: (facts) => facts.pageSize < 0
    ? `Use a pageSize from 0 to ${greatestSize}${facts.page === 0 ? '' : ', and page 0'}.`
    : aPageOf(facts)
})

export const pageIsWithinTheData = pageRule({
  id: 'page.within-the-data',
  statement: 'page must be one that has something on it, or the first',
  field: 'page',
  basis: errorCodesGuide,
  code: 'PR2',
  holds: ({ page, pageSize, totalCount }) => page <= 0 || pageSize < 0 || page * pageSize < totalCount,
  compares: ({ page, pageSize, totalCount }) => ({ page, pageSize, totalCount }),
  refusal: (facts) => `Page ${facts.page} does not exist: ${ofResults(facts.totalCount)} ${ofPages(pagesOf(facts))} (pages count from 0).`,
  wouldPass: aPageOf
})

const ofResults = (count: number): string => count === 1 ? '1 result makes' : `${count} results make`

const ofPages = (count: number): string => count === 1 ? '1 page' : `${count} pages`

const pageIsNotTooLarge = atMost<PageFacts>({
  id: 'page.size-that-is-given',
  field: 'pageSize',
  basis: inferred('How large a page can be is not public; a page here has so many results, and whoever asks for more has to know'),
  value: ({ askedSize }) => askedSize,
  limit: () => greatestSize,
  called: 'what a page has at most'
})

export const pageRules: readonly Rule[] = [pageIsNotNegative, pageIsWithinTheData, pageIsNotTooLarge]

export function readPage ({ page = 0, pageSize = defaultSize }: { page?: number, pageSize?: number }, totalCount: number): PageFacts {
  return { page, pageSize: Math.min(pageSize, greatestSize), askedSize: pageSize, totalCount }
}
