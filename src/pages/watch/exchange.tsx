import { Copy } from '../frame/copy.tsx'
import type { Entry } from '../frame/replies.ts'

const textOf = (body: unknown): string => body === null ? '(no body)' : typeof body === 'string' ? body : JSON.stringify(body, null, 2)

/** What was sent and answered, word for word but for secrets, and the line for a shell. */
export function Exchange ({ entry: { request, response, curl } }: { entry: Entry }) {
  return (
    <>
      <h3>For a shell</h3>
      <div class='curl'>
        <pre tabIndex={0} role='region' aria-label='The line for a shell'>{curl}</pre>
        <Copy text={curl} named='the curl line' />
      </div>
      <details>
        <summary>What was sent and answered</summary>
        <h4>Headers</h4>
        <table>
          <thead><tr><th scope='col'>Header</th><th scope='col'>Value</th></tr></thead>
          <tbody>
            {Object.entries(request.headers).map(([name, value]) => (
              <tr key={name}><th scope='row'>{name}</th><td>{String(value)}</td></tr>
            ))}
          </tbody>
        </table>
        <h4>Body</h4>
        <pre tabIndex={0} role='region' aria-label='The body that was sent'>{textOf(request.body)}</pre>
        <h4>Answer</h4>
        <pre tabIndex={0} role='region' aria-label='The body of the answer'>{textOf(response.body)}</pre>
      </details>
    </>
  )
}
