import { useEffect, useState } from 'preact/hooks'
import { linkTo } from '../frame/address.ts'
import { ask } from '../frame/ask.ts'
import { counted } from '../frame/dates.ts'
import { FigureShown } from './figure.tsx'
import { whileLookedAt } from './live.ts'
import type { PictureKind, Subjects } from './replies.ts'

/** So many are listed; the search finds the others. */
const mostListed = 100

/** What there is to choose from, and all in one picture, where there is one. */
export function List ({ kind, opened }: { kind: PictureKind, opened: string | undefined }) {
  const [search, setSearch] = useState('')
  const [group, setGroup] = useState('')
  const [found, setFound] = useState<Subjects>()
  useEffect(() => {
    let isStale = false
    const query = new URLSearchParams({ limit: String(mostListed), ...search && { search }, ...group && { group } })
    const end = whileLookedAt(async () => {
      const read = await ask<Subjects>('GET', `/pictures/${kind.kind}?${query}`)
      if (!isStale) setFound(read)
    })
    return () => {
      isStale = true
      end()
    }
  }, [kind.kind, search, group])
  return (
    <div class='listed'>
      {opened === undefined && <p class='lead'>{kind.about}</p>}
      {opened === undefined && found?.overview && <FigureShown figure={found.overview} kind={kind.kind} hrefOf={toRequest} Heading='h2' />}
      <form class='filters' role='search' aria-label={kind.title} onSubmit={event => event.preventDefault()}>
        <label>Search<input type='search' value={search} onInput={event => setSearch(event.currentTarget.value)} /></label>
        {(found?.groups.length ?? 0) > 1 && (
          <label>
            {kind.groupedBy ?? 'Of'}
            <select value={group} onChange={event => setGroup(event.currentTarget.value)}>
              <option value=''>all</option>
              {found!.groups.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </select>
          </label>
        )}
      </form>
      {found && <Found kind={kind} found={found} opened={opened} isGrouped={group === '' && found.groups.length > 1} />}
    </div>
  )
}

export const toRequest = (request: string): string => linkTo('watch', request)

interface FoundProps { kind: PictureKind, found: Subjects, opened: string | undefined, isGrouped: boolean }

const Found = ({ kind, found: { total, subjects }, opened, isGrouped }: FoundProps) => (
  <>
    <p class='faint' role='status'>
      {total === 0 ? 'Nothing matches.' : counted(total, kind.one)}
      {total > subjects.length && `; the first ${subjects.length} are listed`}
    </p>
    <ul class={opened === undefined ? 'subjects' : 'subjects beside'}>
      {subjects.map(({ id, name, about, group }) => (
        <li key={id}>
          <a href={linkTo('records', kind.kind, id)} aria-current={id === opened ? 'true' : undefined}>
            <b>{name}</b>{isGrouped && group && <span class='badge'>{group}</span>}<span class='faint'>{about}</span>
          </a>
        </li>
      ))}
    </ul>
  </>
)
