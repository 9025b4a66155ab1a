import { useState } from 'preact/hooks'
import { linkTo } from '../frame/address.ts'
import { ask } from '../frame/ask.ts'
import { counted } from '../frame/dates.ts'
import { apis } from '../frame/state.ts'
import { Choice, Search } from './choice.tsx'
import { useRead } from './read.ts'
import type { Reading, Rule, Served } from './replies.ts'
import { clearFilters, filters, modes, rulesSeen, type Filters } from './rule-filters.ts'
import { RuleShown } from './rule.tsx'

/** So many are shown, and so many more each time that somebody asks for it. */
const atOnce = 60

/** The catalogue of rules, and one of them. */
export function Rules ({ rest: [opened] }: { rest: readonly string[] }) {
  const [read, setRead] = useRead(async () => {
    const [rules, operations, readings] = await Promise.all([
      ask<readonly Rule[]>('GET', '/rules'), ask<readonly Served[]>('GET', '/contract'), ask<readonly Reading[]>('GET', '/readings')
    ])
    return { rules, operations, readings }
  })
  if (!read) return <><h1>Rules</h1><p class='faint'>One moment …</p></>
  const rule = read.rules.find(({ id }) => id === opened)
  const change = (changed: Rule) => setRead({ ...read, rules: read.rules.map(it => it.id === changed.id ? changed : it) })
  return (
    <>
      <h1 class={opened ? 'beside' : undefined}>Rules</h1>
      <div class={opened ? 'catalogue with-one' : 'catalogue'}>
        <div class='listed'>
          {!opened && <About rules={read.rules} />}
          <FilterForm operations={read.operations} />
          <List rules={rulesSeen(read.rules, read.operations, filters.value)} opened={opened} />
        </div>
        {rule && <RuleShown key={rule.id} {...{ rule, change }} operations={read.operations} readings={read.readings} />}
        {opened && !rule && <NoSuchRule id={opened} />}
      </div>
    </>
  )
}

function About ({ rules }: { rules: readonly Rule[] }) {
  const count = (mode: string) => rules.filter(it => it.mode === mode).length
  return (
    <p class='lead'>
      What has to be so, in the words of the sources or as it was guessed from them. {count('enforce')} of {rules.length} rules refuse
      here, {count('warn')} only warn{count('off') > 0 && `, and ${count('off')} are not judged`}.
    </p>
  )
}

function FilterForm ({ operations }: { operations: readonly Served[] }) {
  const { text, service, operation, basis, mode } = filters.value
  const choose = (name: keyof Filters) => (value: string) => {
    filters.value = { ...filters.value, ...name === 'service' && { operation: '' }, [name]: value }
  }
  const titles = apis.value!.apis.map(({ name, title }) => [name, title] as const)
  const those = operations.filter(it => it.operationId === it.ours || it.ours === undefined)
    .filter(it => service === '' || it.service === service).map(it => [it.operationId, it.summary] as const)
  return (
    <form class='filters' aria-label='Filter the rules' onSubmit={event => event.preventDefault()}>
      <Search value={text} hint='words, an id, a member, a code' search={choose('text')} />
      <Choice label='API' value={service} choices={titles} choose={choose('service')} />
      <Choice label='Operation' value={operation} choices={those} choose={choose('operation')} />
      <Choice label='Basis' value={basis} choices={[['documented', 'documented'], ['inferred', 'inferred']]} choose={choose('basis')} />
      <Choice label='Mode' value={mode} choices={Object.entries(modes)} choose={choose('mode')} />
      {Object.values(filters.value).some(it => it !== '') && <button type='button' class='quiet' onClick={clearFilters}>Show all</button>}
    </form>
  )
}

function List ({ rules, opened }: { rules: readonly Rule[], opened: string | undefined }) {
  const [most, setMost] = useState(atOnce)
  return (
    <section aria-label='Rules found'>
      <p class='faint' role='status'>{counted(rules.length, 'rule')}</p>
      <ol class='entries'>
        {rules.slice(0, most).map(({ id, statement, mode, usualMode, basis }) => (
          <li key={id}>
            <a href={linkTo('rules', id)} class={id === opened ? 'entry open' : 'entry'} aria-current={id === opened ? 'true' : undefined}>
              <span><b>{statement}</b><code>{id}</code></span>
              <span class='marks'>
                <span class={`badge ${mode}`}>{modes[mode]}{mode !== usualMode && ' now'}</span>
                <span class='faint'>{basis.documented === undefined ? 'inferred' : 'documented'}</span>
              </span>
            </a>
          </li>
        ))}
      </ol>
      {rules.length > most && <button type='button' class='quiet' onClick={() => setMost(most + atOnce)}>Show more</button>}
    </section>
  )
}

const NoSuchRule = ({ id }: { id: string }) => (
  <article class='card'>
    <h2>There is no such rule</h2>
    <p class='bad'>No rule “{id}” exists.</p>
    <p><a href={linkTo('rules')}>All rules</a></p>
  </article>
)
