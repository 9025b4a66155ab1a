import { at } from '../frame/address.ts'
import { ask } from '../frame/ask.ts'
import { Copy } from '../frame/copy.tsx'
import { apis } from '../frame/state.ts'
import { useRead } from './read.ts'
import { RuleLinks } from './rule-links.tsx'
import type { Difference, Drift, Served } from './replies.ts'

/** Which API it is that is stood in for, and what was otherwise than we had it. */
export function Contract () {
  const [read] = useRead(async () => {
    const [operations, { contracts }] = await Promise.all([
      ask<readonly Served[]>('GET', '/contract'), ask<{ contracts: readonly Drift[] }>('GET', '/contract/drift')
    ])
    return { operations, contracts }
  })
  return (
    <>
      <h1>Contract</h1>
      {!read && <p class='faint'>One moment …</p>}
      {read?.contracts.length === 0 && <None />}
      {read?.contracts.map(drift => <DriftShown key={drift.service} drift={drift} operations={read.operations} />)}
    </>
  )
}

const titleOf = (service: string): string => apis.value!.apis.find(({ name }) => name === service)?.title ?? service

function None () {
  const command = `curl -X PUT ${at('__admin/contract').href} -H 'Content-Type: application/yaml' --data-binary @work-based.yaml`
  return (
    <>
      <p class='lead'>
        No contract here: this sandbox serves the APIs as they were published, or guessed. Whoever has the official OpenAPI document of one
        can have the sandbox follow it.
      </p>
      <section class='card' aria-labelledby='adopt'>
        <h2 id='adopt'>How to adopt one</h2>
        <ol class='steps'>
          <li>Download the OpenAPI document from the agency’s portal, or from the vendor’s platform: 3.0 or 3.1, JSON or YAML.</li>
          <li>
            Give it to this sandbox:
            <div class='curl'>
              <pre tabIndex={0} role='region' aria-label='Line for curl'>{command}</pre><Copy text={command} named='the line' />
            </div>
            or to a server from its start: <code>tms-sandbox start --contract work-based.yaml</code>.
          </li>
          <li>
            Come back: paths, names and shapes are then the official ones, over the same rules and data, and this page says what was
            different.
          </li>
        </ol>
        <p class='faint'>
          <code>tms-sandbox contract match FILE</code> says what is which before anything is
          adopted. <code>DELETE /__admin/contract</code> goes back to no contract; the data stay.
        </p>
      </section>
    </>
  )
}

const standings: ReadonlyArray<readonly [NonNullable<Served['standing']>, string]> = [
  ['matched', 'that are the sandbox’s own'],
  ['doubtful', 'that may be, which an overlay decides'],
  ['from-document', 'served only from the document'],
  ['not-in-contract', 'of the sandbox that are not in it, and stay where they were']
]

function DriftShown ({ drift, operations }: { drift: Drift, operations: readonly Served[] }) {
  const { service, title, version, documented, differences } = drift
  const count = (standing: string) => operations.filter(it => it.service === service && it.standing === standing).length
  return (
    <section aria-labelledby={`contract-${service}`}>
      <h2 id={`contract-${service}`}>{title} {version}</h2>
      <p>
        In force for the {titleOf(service)}.
        Operations {standings.filter(([it]) => count(it) > 0).map(([it, says]) => `${says}: ${count(it)}`).join('; ')}.
      </p>
      {differences.length === 0 && <p class='passes'>It agrees with the sandbox in everything.</p>}
      <Differences title='Mistakes: a page states what we have' those={differences.slice(0, documented)} />
      <Differences title='Guesses that were wrong' those={differences.slice(documented)} />
    </section>
  )
}

function Differences ({ title, those }: { title: string, those: readonly Difference[] }) {
  if (those.length === 0) return null
  const kinds = [...new Set(those.map(({ kind }) => kind))]
  return (
    <>
      <h3>{title} ({those.length})</h3>
      <p class='faint'>{kinds.map(kind => `${kind}: ${those.filter(it => it.kind === kind).length}`).join(' · ')}</p>
      <div class='wide' tabIndex={0} role='region' aria-label={title}>
        <table class='drift'>
          <thead><tr>{['What', 'Where', 'Ours', 'Official', 'Rules'].map(it => <th key={it} scope='col'>{it}</th>)}</tr></thead>
          <tbody>{those.map((it, n) => <Row key={n} difference={it} />)}</tbody>
        </table>
      </div>
    </>
  )
}

const shown = (value: unknown): string => value === undefined ? '–' : Array.isArray(value) ? value.join(', ') : String(value)

const Row = ({ difference: { operation, place, kind, ours, official, proposed, rules = [] } }: { difference: Difference }) => (
  <tr>
    <td><span class='badge'>{kind}</span></td>
    <th scope='row'><b>{operation}</b> <code>{place}</code></th>
    <td><code>{shown(ours)}</code></td>
    <td><code>{shown(official)}</code>{proposed !== undefined && <> perhaps <code>{proposed}</code></>}</td>
    <td><RuleLinks ids={rules} /></td>
  </tr>
)
