import { useEffect, useRef, useState } from 'preact/hooks'
import { linkTo } from '../frame/address.ts'
import { ask, Refused } from '../frame/ask.ts'
import { FigureShown } from './figure.tsx'
import { toRequest } from './list.tsx'
import { whileLookedAt } from './live.ts'
import type { Picture, PictureKind } from './replies.ts'

/** One of a kind, as it is now, and as it changes. */
export function PictureShown ({ kind, id }: { kind: PictureKind, id: string }) {
  const [picture, setPicture] = useState<Picture | Refused>()
  useEffect(() => whileLookedAt(async () => {
    setPicture(await ask<Picture>('GET', `/pictures/${kind.kind}/${encodeURIComponent(id)}`).catch((error: unknown) => {
      if (error instanceof Refused) return error
      throw error
    }))
  }), [])
  const heading = useRef<HTMLHeadingElement>(null)
  // Whoever opens it goes on reading here.
  useEffect(() => { heading.current?.focus({ preventScroll: true }) }, [picture === undefined])
  if (!picture) return <div class='picture'><p class='faint'>One moment …</p></div>
  return (
    <article class='picture'>
      <p class='picture-head'><a href={linkTo('records', kind.kind)}>All {kind.title.toLowerCase()}</a></p>
      {picture instanceof Refused
        ? <><h2 ref={heading} tabIndex={-1}>It is not there</h2><p class='bad'>{picture.message}</p></>
        : (
          <>
            <h2 ref={heading} tabIndex={-1}>{picture.title}</h2>
            <dl class='picture-facts'>
              {picture.facts.map(({ name, value, request }) => (
                <div key={name}><dt>{name}</dt><dd>{value}{request && <> <a href={toRequest(request)}>{request}</a></>}</dd></div>
              ))}
            </dl>
            {picture.figures.map(figure => <FigureShown key={figure.title} figure={figure} kind={kind.kind} hrefOf={toRequest} />)}
          </>
          )}
    </article>
  )
}
