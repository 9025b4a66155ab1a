import type { Failure } from '../../core/errors.ts'
import { answer, type Answer } from '../../http/answer.ts'
import type { Call } from '../../http/operation.ts'
import { escapeHtml, pageOf } from './page.ts'
import { Parameters } from './schemas.ts'

const inWebService = /\/WebIntegration\.asmx\/(.+)$/i

/** What the feeds answer when they refuse: a line of text, as web services of .NET do; and of a page for people, a page. */
export function presentFailure ({ kind, status, errors, message }: Failure, { path }: Call): Answer {
  const missing = Object.keys(Parameters.properties).find(name => name in errors)
  if (kind === 'malformed' && missing !== undefined) return line(500, `Missing parameter: ${missing}.`)
  const asked = inWebService.exec(path)
  if (kind === 'unknown-route' && asked) return line(500, `${asked[1]!} Web Service method name is not valid.`)
  if (kind === 'missing') return pageOf('No such course', `<p>${escapeHtml(message)}</p>`, 404)
  return line(status, message)
}

const line = (status: number, text: string): Answer => answer({ status, type: 'text/plain; charset=utf-8', text: `${text}\r\n` })
