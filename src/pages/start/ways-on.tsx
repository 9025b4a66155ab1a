import { linkTo } from '../frame/address.ts'

const ways = [
  { href: linkTo('watch'), title: 'Watch', says: 'requests as they come, and why each was answered so' },
  { href: 'docs/', title: 'Documentation', says: 'every operation, to read and to try' },
  { href: linkTo('rules'), title: 'Rules', says: 'the catalogue, each with its source and an example' },
  { href: linkTo('readings'), title: 'Readings', says: 'sentences that can be understood in two ways' },
  { href: linkTo('coverage'), title: 'Coverage', says: 'what the requests so far have met' },
  { href: linkTo('contract'), title: 'Contract', says: 'an official document to go by, and what is otherwise in it' }
]

/** The way to everything else. */
export const WaysOn = () => (
  <ul class='ways'>
    {ways.map(({ href, title, says }) => <li key={href}><a href={href}>{title}</a> <span class='faint'>{says}</span></li>)}
  </ul>
)
