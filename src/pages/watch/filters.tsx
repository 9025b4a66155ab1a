import { apis } from '../frame/state.ts'
import { choices, clearFilters, filters, isFiltered, statusChoices, type Filters } from './requests.ts'

const choose = (name: keyof Filters) => (event: { currentTarget: { value: string } }) => {
  filters.value = { ...filters.value, [name]: event.currentTarget.value.trim() }
}

/** What of the requests is to be seen. */
export function FilterForm () {
  const titles = Object.fromEntries(apis.value!.apis.map(({ name, title }) => [name, title]))
  return (
    <form class='filters' aria-label='Filter the requests' onSubmit={event => event.preventDefault()}>
      <Choice label='API' name='service' values={Object.keys(titles)} says={name => titles[name]!} />
      <Choice label='Caller' name='caller' values={choices.caller.value} />
      <Choice label='Operation' name='operation' values={choices.operation.value} />
      <Choice
        label='Status' name='status' values={[...Object.keys(statusChoices), ...choices.status.value.filter(it => it !== '0')]}
        says={it => statusChoices[it]?.says ?? it}
      />
      <div>
        <label for='filter-rule'>Rule</label>
        <input
          id='filter-rule' list='filter-rules' value={filters.value.rule} autocomplete='off' placeholder='part of its id'
          onInput={choose('rule')}
        />
        <datalist id='filter-rules'>{choices.rule.value.slice(0, 100).map(id => <option key={id} value={id} />)}</datalist>
      </div>
      {isFiltered.value && <button type='button' class='quiet' onClick={clearFilters}>Show all</button>}
    </form>
  )
}

interface ChoiceProps { label: string, name: keyof Filters, values: readonly string[], says?: (value: string) => string }

function Choice ({ label, name, values, says = it => it }: ChoiceProps) {
  const chosen = filters.value[name]
  const all = chosen === '' || values.includes(chosen) ? values : [...values, chosen]
  return (
    <div>
      <label for={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} value={chosen} onChange={choose(name)}>
        <option value=''>any</option>
        {all.map(value => <option key={value} value={value}>{says(value)}</option>)}
      </select>
    </div>
  )
}
