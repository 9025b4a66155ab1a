import { dayShort } from './dates.ts'
import type { Fired, Moment } from './replies.ts'

const verbs = / (runs out|starts|ends|opens|closes|arrives|expires)$/

/** `grace runs out`, about a thing, as a sentence has it: `grace of DEMO-TA09 runs out`. */
function sentenceOf (event: string, subject: string): string {
  if (subject === '') return event
  const verb = verbs.exec(event)
  return verb ? `${event.slice(0, verb.index)} of ${subject}${verb[0]}` : `${event}: ${subject}`
}

/** What is to come: `grace of DEMO-TA09 runs out on 12 January`. Its name has in the middle what it is about. */
export const toCome = ({ name, event, day }: Moment, today: string): string =>
  `${sentenceOf(event, name.split('.').slice(1, -1).join('.'))} ${day === today ? 'today' : `on ${dayShort(day, today)}`}`

/** What has come to pass; the last text that it concerns is what it is about. */
export function happens ({ on, at: _at, event, ...concerned }: Fired): string {
  const subjects = Object.entries(concerned).filter(([name]) => /id$/i.test(name) && name.length > 3).map(([, value]) => String(value))
  return `${sentenceOf(event, subjects[0] ?? '')} (${on})`
}
