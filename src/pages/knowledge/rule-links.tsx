import { linkTo } from '../frame/address.ts'

/** More than these are folded up. */
const mostShown = 4

/** Rules by their ids, each leading to what it says. */
export function RuleLinks ({ ids }: { ids: readonly string[] }) {
  const links = ids.map((id, n) => <span key={id}>{n > 0 && ', '}<a href={linkTo('rules', id)}>{id}</a></span>)
  return ids.length <= mostShown ? <>{links}</> : <details><summary>{ids.length} rules</summary>{links}</details>
}
