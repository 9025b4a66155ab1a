import type { Setting } from '../../sandbox/settings.ts'
import { choice } from '../../core/option.ts'

/** What a GET of an id that does not exist answers; TEC's pages do not say. */
export const unknownId: Setting<400 | 404> = {
  name: 'unknown-id',
  placeholder: 'STATUS',
  description: 'what a GET of an id that does not exist answers: 400 or 404 (TEC\'s pages leave it open)',
  default: '400',
  read: (text) => Number(choice(text, ['400', '404'])) as 400 | 404
}

/** What deleting an enrolment answers; of TEC's page there is a version with a body, and one without. */
export const deletionReply: Setting<'enrolment' | 'nothing'> = {
  name: 'deletion-reply',
  placeholder: 'WHAT',
  description: 'what deleting an enrolment answers: enrolment or nothing (TEC has published both)',
  default: 'enrolment',
  read: (text) => choice(text, ['enrolment', 'nothing'])
}
