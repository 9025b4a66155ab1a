import { ruleOver, type Rule } from '../../core/rule.ts'
import { errorCodesGuide } from '../sources.ts'

/** What is asked for, and how many there are. */
export interface PageFacts {
  page: number
  pageSize: number
  totalCount: number
}

const pageRule = ruleOver<PageFacts>()

const usualSize = 100
const greatestSize = 1000

export const pageIsNotNegative = pageRule({
  id: 'page.not-negative',
  statement: 'A page and its size are 0 or more',
  field: 'page',
  basis: errorCodesGuide,
  code: 'PR1',
  holds: ({ page, pageSize }) => page >= 0 && pageSize >= 0,
  compares: ({ page, pageSize }) => ({ page, pageSize }),
  wouldPass: () => `a page from 0 on, and a pageSize up to ${greatestSize}`
})

export const pageIsWithinTheData = pageRule({
  id: 'page.within-the-data',
  statement: 'A page that is asked for has something on it, unless it is the first',
  field: 'page',
  basis: errorCodesGuide,
  code: 'PR2',
  holds: ({ page, pageSize, totalCount }) => page <= 0 || pageSize < 0 || page * pageSize < totalCount,
  compares: ({ page, pageSize, totalCount }) => ({ page, pageSize, totalCount }),
  wouldPass: ({ pageSize, totalCount }) => `a page from 0 to ${Math.max(0, Math.ceil(totalCount / Math.max(1, pageSize)) - 1)}`
})

export const pageRules: readonly Rule[] = [pageIsNotNegative, pageIsWithinTheData]

export function readPage ({ page = 0, pageSize = usualSize }: { page?: number, pageSize?: number }, totalCount: number): PageFacts {
  return { page, pageSize: Math.min(pageSize, greatestSize), totalCount }
}
