import type { Explanation, Verdict } from '../frame/replies.ts'

/** What else is to be said of a request: what was passed over, how sentences were read, and the rules that held. */
export function Others ({ explanation }: { explanation: Explanation }) {
  const { ignoredMembers, nearestMembers = [], remarks = [], unknownHeaders = [], readings = [], held, notJudged } = explanation
  const meant = (name: string) => nearestMembers.find(({ member }) => member === name)?.message
  const told = [
    ...remarks.map(({ member, message }) => ({ of: member, says: message })),
    ...ignoredMembers.map(member => ({ of: member, says: meant(member) ?? 'this operation has no such member, so it was ignored' })),
    ...unknownHeaders.map(header => ({ of: header, says: 'this looks like a header of the sandbox, and is not one' }))
  ]
  return (
    <>
      {told.length > 0 && (
        <>
          <h3>Unusual, but accepted</h3>
          <ul>{told.map(({ of, says }) => <li key={of + says}><code>{of}</code>: {says}</li>)}</ul>
        </>
      )}
      {readings.length > 0 && (
        <details>
          <summary>Readings that mattered ({readings.length})</summary>
          <ul>
            {readings.map(({ id, sentence, choice, means }) => <li key={id}>{sentence}: <b>{choice}</b>, {means} (<code>{id}</code>)</li>)}
          </ul>
        </details>
      )}
      {held.length > 0 && <Verdicts title={`Rules that held (${held.length})`} verdicts={held} />}
      {notJudged.length > 0 && <Verdicts title={`Rules that could not be judged (${notJudged.length})`} verdicts={notJudged} />}
    </>
  )
}

const Verdicts = ({ title, verdicts }: { title: string, verdicts: readonly Verdict[] }) => (
  <details>
    <summary>{title}</summary>
    <ul class='verdicts'>
      {verdicts.map(({ rule, statement, unknown = [] }) => (
        <li key={rule}>
          {statement}{unknown.length > 0 && <span class='faint'> (not known: {unknown.join(', ')})</span>} <code>{rule}</code>
        </li>
      ))}
    </ul>
  </details>
)
