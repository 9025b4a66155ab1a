import type { Apis, HowKnown } from '../frame/replies.ts'

/** How much of what is here is stated by a page, and how much is guessed. */
export function HowTrue ({ known: { operations, rules, readings } }: { known: Apis }) {
  return (
    <section class='how-true' aria-labelledby='how-true'>
      <h2 id='how-true'>How true it is</h2>
      <p>
        Not everything about the real APIs is public. What a page states is <em>documented</em>; what is guessed
        is <em>inferred</em>, and says why. {rules.refusing} rules refuse and {rules.warning} only warn; {readings} sentences
        can be understood in more than one way.
      </p>
      <div class='shares'>
        <Share of='Operations' known={operations} />
        <Share of='Rules' known={rules} />
      </div>
      <details>
        <summary>The same as a table</summary>
        <table>
          <thead><tr><th scope='col'>What</th><th scope='col'>Documented</th><th scope='col'>Inferred</th></tr></thead>
          <tbody>
            <tr><th scope='row'>Operations</th><td>{operations.documented}</td><td>{operations.inferred}</td></tr>
            <tr><th scope='row'>Rules</th><td>{rules.documented}</td><td>{rules.inferred}</td></tr>
          </tbody>
        </table>
      </details>
    </section>
  )
}

function Share ({ of, known: { documented, inferred } }: { of: string, known: HowKnown }) {
  const share = documented / Math.max(1, documented + inferred)
  const says = `${Math.round(share * 100)} % of the ${of.toLowerCase()} are documented`
  return (
    <figure>
      <figcaption>{of}: <strong>{documented}</strong> documented, <strong>{inferred}</strong> inferred</figcaption>
      <svg viewBox='0 0 100 4' preserveAspectRatio='none' role='img' aria-label={says}>
        <rect class='inferred' width='100' height='4' />
        <rect class='documented' width={share * 100} height='4' />
      </svg>
    </figure>
  )
}
