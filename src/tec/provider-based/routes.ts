import { inferred, type Basis } from '../../core/basis.ts'
import { providerBasedPage } from '../sources.ts'

const addressOf = (slug: string): string => Object.values(providerBasedPage(slug))[0]!

/** The basis of an operation whose page is public and says neither its method nor its path. */
export const routeIsOurs = (slug: string): Basis =>
  inferred(`The operation is documented at ${addressOf(slug)}, its method and path are not`)

/** The same, where a guide gives the method. */
export const pathIsOurs = (slug: string): Basis =>
  inferred(`The operation is documented at ${addressOf(slug)}, and its method by the guide; its path is not`)
