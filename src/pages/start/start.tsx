import { apis, index } from '../frame/state.ts'
import { ApiCard } from './api-card.tsx'
import { FirstCalls } from './first-calls.tsx'
import { HowTrue } from './how-true.tsx'
import { WaysOn } from './ways-on.tsx'

/** What runs here, how true it is, and a first call. */
export function Start () {
  const known = apis.value!
  // The API of which most is known to be refused shows best what a refusal is.
  const [richest] = [...known.apis].filter(it => it.firstCalls.some(({ isRefused }) => isRefused))
    .sort((a, b) => b.rules.documented - a.rules.documented)
  const refused = richest?.firstCalls.filter(({ isRefused }) => isRefused) ?? []
  return (
    <>
      <section class='hero'>
        <div>
          <h1>{known.apis.length} APIs run here</h1>
          <p class='lead'>
            This server stands in for the APIs that a training management system talks to. It keeps what it is sent, holds it to the
            published rules, and says why it refused. The data are invented: fixture <code>{index.value?.fixture}</code>,
            version {index.value?.version}.
          </p>
          <WaysOn />
        </div>
        {refused.length > 0 && (
          <div class='card first'>
            <h2>See a refusal, and why</h2>
            <p>Send this to the {richest!.title}, and ask why it was refused.</p>
            <FirstCalls calls={refused} isFeatured />
          </div>
        )}
      </section>
      <HowTrue known={known} />
      <section aria-labelledby='apis'>
        <h2 id='apis'>The APIs</h2>
        <div class='cards'>{known.apis.map(api => <ApiCard key={api.name} api={api} />)}</div>
      </section>
    </>
  )
}
