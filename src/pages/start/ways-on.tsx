import { linkTo } from '../frame/address.ts'

const ways = [
  { href: linkTo('watch'), title: 'Watch', says: 'requests as they come, and why each was answered so' },
  { href: 'docs', title: 'Documentation', says: 'every operation, to read and to try' },
  { href: '__admin/rules', title: 'Rules', says: 'the catalogue, each with its source' },
  { href: '__admin/readings', title: 'Readings', says: 'sentences that can be understood in two ways' },
  { href: '__admin/rules/coverage?format=html', title: 'Coverage', says: 'which rules the requests so far have met' }
]

/** The way to everything else. */
export const WaysOn = () => (
  <ul class='ways'>
    {ways.map(({ href, title, says }) => <li key={href}><a href={href}>{title}</a> <span class='faint'>{says}</span></li>)}
  </ul>
)
