import { answer, type Answer } from '../../http/answer.ts'
import { plainPage } from '../../http/plain-page.ts'

/** Pages for people: a few lines of HTML, for whoever follows a link of a feed or looks at the web service. */

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, sign => entities[sign]!)

/** So that a browser asks for none: it would be a request of the journal's, and the last one. */
const noIcon = '<link rel="icon" href="data:,">'

const style = 'body { font: 1rem/1.5 sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem } ' +
  'label { display: block } input { margin: 0 0 .5rem .5rem } dt { font-weight: bold }'

/** `title` is a text, `body` is HTML. */
export const pageOf = (title: string, body: string, status?: number): Answer => answer({
  type: 'text/html; charset=utf-8',
  headers: plainPage,
  ...(status !== undefined && { status }),
  text: `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8">${noIcon}<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
<p><small>A page of tms-sandbox, in place of one of an accessplanit platform. All data are made up.</small></p>
</body>
</html>
`
})
