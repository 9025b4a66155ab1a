import { useEffect, useState } from 'preact/hooks'
import { linkTo } from '../frame/address.ts'
import { ask } from '../frame/ask.ts'
import { complain } from '../frame/state.ts'
import { List } from './list.tsx'
import { PictureShown } from './picture.tsx'
import type { PictureKind } from './replies.ts'

/** What is in the sandbox, as pictures: what there is of a kind, and one of it. */
export function Records ({ rest: [name, id] }: { rest: readonly string[] }) {
  const [kinds, setKinds] = useState<readonly PictureKind[]>()
  useEffect(() => { ask<{ kinds: readonly PictureKind[] }>('GET', '/pictures').then(it => setKinds(it.kinds), complain) }, [])
  if (!kinds) return <><h1>Records</h1><p class='faint'>One moment …</p></>
  const kind = name === undefined ? kinds[0] : kinds.find(it => it.kind === name)
  return (
    <>
      <h1 class={id === undefined ? undefined : 'beside'}>Records</h1>
      <nav class='kinds' aria-label='Kinds of records'>
        {kinds.map(it => (
          <a key={it.kind} href={linkTo('records', it.kind)} aria-current={it === kind ? 'page' : undefined}>{it.title}</a>
        ))}
      </nav>
      {kind
        ? (
          <div class={id === undefined ? 'records' : 'records with-one'}>
            <List key={kind.kind} kind={kind} opened={id} />
            {id !== undefined && <PictureShown key={id} kind={kind} id={id} />}
          </div>
          )
        : <p class='bad'>There are no pictures of “{name}”.</p>}
    </>
  )
}
