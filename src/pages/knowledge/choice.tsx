interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly choices: ReadonlyArray<readonly [value: string, says: string]>
  choose (value: string): void
}

/** One of several, or any. */
export function Choice ({ label, value, choices, choose }: ChoiceProps) {
  const id = `choice-${label.toLowerCase()}`
  return (
    <div>
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={event => choose(event.currentTarget.value)}>
        <option value=''>any</option>
        {choices.map(([value, says]) => <option key={value} value={value}>{says}</option>)}
      </select>
    </div>
  )
}

export function Search ({ value, hint, search }: { value: string, hint: string, search: (text: string) => void }) {
  return (
    <div class='search'>
      <label for='search'>Search</label>
      <input
        id='search' type='search' value={value} placeholder={hint} autocomplete='off' spellcheck={false}
        onInput={event => search(event.currentTarget.value)}
      />
    </div>
  )
}
