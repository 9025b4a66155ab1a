import { at } from '../frame/address.ts'
import { Copy } from '../frame/copy.tsx'
import { counted } from '../frame/dates.ts'
import type { Api } from '../frame/replies.ts'
import { FirstCalls } from './first-calls.tsx'

/** One API: where it is, what gets a caller in, and what to try. */
export function ApiCard ({ api: { name, title, description, path, operations, rules, credentials, firstCalls } }: { api: Api }) {
  const url = at(path).href
  return (
    <article class='card' aria-labelledby={`api-${name}`}>
      <h3 id={`api-${name}`}>{title}</h3>
      <p>{description}</p>
      <dl>
        <dt>Base URL</dt>
        <dd><code>{url}</code><Copy text={url} named={`the base URL of ${title}`} /></dd>
        {credentials.map(({ kind, value, whose }) => [
          <dt key={`${kind} ${whose}`}>{kind}, {whose}</dt>,
          <dd key={value}><code>{value}</code><Copy text={value} named={`the ${kind} of ${whose}`} /></dd>
        ])}
        {credentials.length === 0 && <><dt>Credentials</dt><dd class='faint'>none needed</dd></>}
      </dl>
      <p class='faint'>
        {counted(operations.documented + operations.inferred, 'operation')} ({operations.documented} documented),
        {' '}{counted(rules.documented + rules.inferred, 'rule')} ({rules.documented} documented)
      </p>
      {firstCalls.length > 0 && (
        <details class='try'>
          <summary>Try it</summary>
          <FirstCalls calls={firstCalls} />
        </details>
      )}
    </article>
  )
}
