import { linkTo } from '../frame/address.ts'
import { isTrainee } from '../frame/ask.ts'

const ways = [
  { href: linkTo('watch'), title: 'Watch', says: 'requests as they come, and why each was answered so' },
  { href: linkTo('records'), title: 'Records', says: 'what is stored here, as pictures' },
  { href: 'docs/', title: 'Documentation', says: 'every operation, to read and to try' }
]

const waysOfTrainers = [
  { href: linkTo('demos'), title: 'Demos', says: 'stories to play to a class, step by step' },
  { href: linkTo('class'), title: 'Class', says: 'seats with tasks, and a board that shows how far each has come' },
  { href: linkTo('rules'), title: 'Rules', says: 'the catalogue, each with its source and an example' },
  { href: linkTo('readings'), title: 'Readings', says: 'sentences that can be understood in two ways' },
  { href: linkTo('coverage'), title: 'Coverage', says: 'what the requests so far have met' },
  { href: linkTo('contract'), title: 'Contract', says: 'an official document for the sandbox to follow, and how it differs' }
]

/** The way to everything else. */
export const WaysOn = () => (
  <ul class='ways'>
    {(isTrainee() ? ways : [...ways, ...waysOfTrainers]).map(({ href, title, says }) => (
      <li key={href}><a href={href}>{title}</a> <span class='faint'>{says}</span></li>
    ))}
  </ul>
)
