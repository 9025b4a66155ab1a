import type { Basis } from '../frame/replies.ts'

/** Where something is known from. */
export function Source ({ basis }: { basis: Basis | null }) {
  if (basis?.documented !== undefined) {
    const page = basis.documented.split('/').at(-1)
    return <p class='source'>Documented: <a href={basis.documented} rel='noreferrer'>{page}</a></p>
  }
  return basis?.inferred === undefined ? null : <p class='source'>Inferred: {basis.inferred}</p>
}
