import { at } from '../frame/address.ts'
import { Copy } from '../frame/copy.tsx'
import { apis } from '../frame/state.ts'

/** Where a TMS is pointed, and what gets it in. */
export const Addresses = () => (
  <details class='card addresses'>
    <summary>Point your TMS here</summary>
    <p>These addresses belong only to your seat, and the credentials work there. A TMS needs no code.</p>
    {(apis.value?.apis ?? []).map(({ name, title, path, credentials }) => (
      <section key={name} aria-labelledby={`address-${name}`}>
        <h2 id={`address-${name}`}>{title}</h2>
        <dl>
          <dt>Base URL</dt>
          <dd><code>{at(path).href}</code> <Copy text={at(path).href} named={`the base URL of ${title}`} /></dd>
          {credentials.map(({ kind, value, whose }) => [
            <dt key={`${kind} ${whose}`}>{kind}, {whose}</dt>,
            <dd key={value}><code>{value}</code> <Copy text={value} named={`the ${kind} of ${whose} for ${title}`} /></dd>
          ])}
        </dl>
      </section>
    ))}
  </details>
)
