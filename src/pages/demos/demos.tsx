import { useEffect, useState } from 'preact/hooks'
import { linkTo } from '../frame/address.ts'
import { ask } from '../frame/ask.ts'
import { complain } from '../frame/state.ts'
import { counted } from '../frame/dates.ts'
import { Player } from './player.tsx'
import type { Demo, DemoList, DemoSummary } from './replies.ts'
import { Line } from './text.tsx'

/** What a trainer plays to a class: the list, or one of it. */
export const Demos = ({ rest: [id] }: { rest: readonly string[] }) => id === undefined ? <List /> : <One key={id} id={id} />

function List () {
  const [list, setList] = useState<DemoList>()
  useEffect(() => { ask<DemoList>('GET', '/demos').then(setList, complain) }, [])
  if (!list) return <><h1>Demos</h1><p class='faint'>One moment …</p></>
  const own = list.demos.filter(({ isOwn }) => isOwn)
  return (
    <>
      <h1>Demos</h1>
      <p class='lead'>
        A story, step by step: what happens to somebody, what is sent to the agency, and what it answers. Each is played in a sandbox of its
        own, so nothing of this one changes.
      </p>
      {list.problems.length > 0 && <Problems problems={list.problems} />}
      {own.length > 0 && <><h2>Yours</h2><Cards demos={own} /></>}
      <h2 class={own.length > 0 ? undefined : 'hidden'}>Those that come with it</h2>
      <Cards demos={list.demos.filter(({ isOwn }) => !isOwn)} />
      <p class='faint'>
        A demo is a file of Markdown. <code>tms-sandbox start --demos FOLDER</code> has those of your own, too; the documentation of
        the pages says how to write one.
      </p>
    </>
  )
}

const Problems = ({ problems }: { problems: DemoList['problems'] }) => (
  <section class='callout' aria-label='Files that are not demos'>
    <p>{counted(problems.length, 'file')} cannot be played:</p>
    <ul>
      {problems.map(({ file, line, message }) => <li key={file}><code>{file}:{line}</code> <Line text={message} /></li>)}
    </ul>
  </section>
)

const Cards = ({ demos }: { demos: readonly DemoSummary[] }) => (
  <ul class='cards demos'>
    {demos.map(({ id, title, about, steps }) => (
      <li key={id} class='card'>
        <h3><a href={linkTo('demos', id)}>{title}</a></h3>
        <p><Line text={about} /></p>
        <p class='faint'>{counted(steps, 'step')}</p>
      </li>
    ))}
  </ul>
)

function One ({ id }: { id: string }) {
  const [demo, setDemo] = useState<Demo | Error>()
  useEffect(() => { ask<Demo>('GET', `/demos/${encodeURIComponent(id)}`).then(setDemo, setDemo) }, [])
  if (demo instanceof Error) {
    return <><h1>There is no such demo</h1><p class='bad'>{demo.message}</p><p><a href={linkTo('demos')}>All demos</a></p></>
  }
  return demo ? <Player demo={demo} /> : <p class='faint'>One moment …</p>
}
