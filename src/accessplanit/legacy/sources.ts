import { documented, inferred } from '../../core/basis.ts'

/** Public clients of the feeds, which show what is asked and what is answered. */

/** A college's site, with bodies that were answered. */
export const collegeClient = documented('https://github.com/torchbox/rca-wagtail-2019')
/** One that gathers sailing courses. */
export const sailingClient = documented('https://github.com/bcheevers123/id-rather-be-sailing')
/** An arts university's site. */
export const artsClient = documented('https://github.com/sta1r/ual-beta')

export const ourText = inferred('A client reads it; which text of a course stands there is our reading')

export const ofTheStack = inferred('The feeds are those of a web service of .NET, and that is how one answers')
