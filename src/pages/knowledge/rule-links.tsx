import { linkTo } from '../frame/address.ts'

/** Rules by their ids, each leading to what it says. */
export const RuleLinks = ({ ids }: { ids: readonly string[] }) =>
  <>{ids.map((id, n) => <span key={id}>{n > 0 && ', '}<a href={linkTo('rules', id)}>{id}</a></span>)}</>
