import { Type } from '@sinclair/typebox'
import { text } from '../../core/schema.ts'
import type { Answer } from '../../http/answer.ts'
import { operation, type Operation } from '../../http/operation.ts'
import { platformIn } from './feed.ts'
import { escapeHtml, pageOf } from './page.ts'
import { NoSoap, Parameters } from './schemas.ts'
import { asksForWsdl, noWsdl } from './soap.ts'
import { ofTheStack } from './sources.ts'
import { feedOperations, webServicePath } from './web-integration.ts'

/** The page of the web service, as one of .NET has it: what it can be asked, each with a form. */

const inputs = Object.entries(Parameters.properties).map(([name, { description, example }]) =>
  `<label>${name}: <input name="${name}" value="${escapeHtml(String(example))}" title="${escapeHtml(description!)}"></label>`).join('\n')

function formOf ({ operationId, description }: Operation, page: string): string {
  return `<h2 id="${operationId}">${operationId}</h2>
<p>${escapeHtml(description)}</p>
<form action="${escapeHtml(page)}/${operationId}" method="get">
${inputs}
<button>Invoke</button>
</form>`
}

function webServicePage (page: string, op: string | undefined): Answer {
  const shown = feedOperations.filter(({ operationId }) => operationId.toLowerCase() === op?.toLowerCase())
  return pageOf('WebIntegration', `<p>The courses of a training provider for a website, as XML. Anybody may ask.</p>
${(shown.length > 0 ? shown : feedOperations).map(it => formOf(it, page)).join('\n')}`)
}

export const webServicePages: readonly Operation[] = [
  operation({
    operationId: 'ShowWebIntegration',
    summary: 'Look at the web service',
    description: 'A page for people that lists what the web service can be asked, each with a form to try it.',
    basis: ofTheStack,
    method: 'GET',
    path: webServicePath,
    tag: 'WebIntegration',
    isOpen: true,
    wire: {
      querystring: Type.Object({
        op: Type.Optional({
          ...text({ basis: ofTheStack, description: 'The only operation to show', example: 'GetCourses' }), 'x-repeated': 'last'
        } as ReturnType<typeof text>)
      }),
      response: { 200: Type.String({ description: 'A page' }), 404: NoSoap }
    },
    status: 200,
    gives: ['text/html'],
    rules: [],
    perform: ({ url, remarks }, { path, query }) => {
      if (asksForWsdl(query)) {
        // The refusal is about that option, which was not passed over then.
        const others = remarks.filter(({ kind, member }) => kind !== 'ignored-option' || !asksForWsdl({ [member]: '' }))
        remarks.splice(0, remarks.length, ...others)
        throw noWsdl(path)
      }
      return webServicePage(url(`/${platformIn(path)}${webServicePath}`), query.op)
    }
  })
]
