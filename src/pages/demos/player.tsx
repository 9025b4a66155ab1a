import { useEffect, useRef, useState } from 'preact/hooks'
import { linkTo } from '../frame/address.ts'
import { dayInWords, timeInWords } from '../frame/dates.ts'
import { complain } from '../frame/state.ts'
import { areLettersKeys, keyDone, setLettersAreKeys } from './keys.ts'
import { close, createPlay, goOn, goTo, open, startAgain, type Play } from './play.ts'
import type { Demo } from './replies.ts'
import { StepShown } from './step.tsx'
import { Line } from './text.tsx'

/** A demo, step by step, in a sandbox that is made for it and goes with it. */
export function Player ({ demo }: { demo: Demo }) {
  const [play] = useState(() => createPlay(demo))
  const screen = useRef<HTMLElement>(null)
  useEffect(() => {
    open(play)
    const leave = () => close(play)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
  useEffect(() => {
    const hear = (event: KeyboardEvent) => keyDone(event, play, () => toggleFullScreen(screen.current!))
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
  return (
    <section class='demo' ref={screen} aria-labelledby='demo'>
      <div class='demo-head'>
        <div>
          <h1 id='demo'>{demo.title}</h1>
          {play.at.value === 0 && <p class='faint about'><Line text={demo.about} /></p>}
        </div>
        <Time play={play} />
      </div>
      <Stage play={play} />
      <Controls play={play} handleScreen={() => toggleFullScreen(screen.current!)} />
      <Keys />
    </section>
  )
}

function Time ({ play: { clock } }: { play: Play }) {
  if (!clock.value) return null
  const now = Date.parse(clock.value.now)
  return (
    <p class='demo-time'>
      <strong>{dayInWords(now)}</strong> <span class='digits'>{timeInWords(now).slice(0, 5)}</span>
      <span class='faint'> in the sandbox of the demo</span>
    </p>
  )
}

function Stage ({ play }: { play: Play }) {
  if (play.failure.value !== '') return <p class='callout'>The demo cannot begin: {play.failure.value}</p>
  return <StepShown key={play.at.value} play={play} />
}

function Controls ({ play, handleScreen }: { play: Play, handleScreen: () => void }) {
  const { steps, at, isBusy, scene } = play
  const isAnswered = scene.value.outcome !== undefined
  const isLast = at.value === steps.length - 1
  return (
    <nav class='demo-controls' aria-label='Steps of the demo'>
      <button type='button' disabled={at.value === 0 || isBusy.value} onClick={() => goTo(play, at.value - 1)}>Back</button>
      <p class='progress'>
        <span>Step {at.value + 1} of {steps.length}</span>
        <progress max={steps.length} value={at.value + (isAnswered ? 1 : 0)} aria-label='How far the demo has come' />
      </p>
      {isAnswered && isLast
        ? <a class='button primary' href={linkTo('demos')}>All demos</a>
        : (
          <button type='button' class='primary' aria-disabled={isBusy.value} onClick={() => goOn(play)}>
            {isAnswered ? 'Next' : steps[at.value]!.question === null ? 'Send it' : 'Show the answer'}
          </button>
          )}
      <button type='button' class='quiet' onClick={() => startAgain(play)}>Start again</button>
      <button type='button' class='quiet' onClick={handleScreen}>Full screen</button>
      {!(isAnswered && isLast) && <a class='leave' href={linkTo('demos')}>All demos</a>}
    </nav>
  )
}

function toggleFullScreen (screen: HTMLElement): void {
  const done = document.fullscreenElement ? document.exitFullscreen() : screen.requestFullscreen()
  done.catch(complain)
}

const keys = [
  ['→ or Page Down', 'shows the answer, and goes on'],
  ['← or Page Up', 'goes back'],
  ['Home', 'starts again'],
  ['F', 'full screen, and back']
] as const

const Keys = () => (
  <details class='keys'>
    <summary>Keys</summary>
    <table>
      <thead><tr><th scope='col'>Key</th><th scope='col'>Does</th></tr></thead>
      <tbody>{keys.map(([key, does]) => <tr key={key}><th scope='row'><kbd>{key}</kbd></th><td>{does}</td></tr>)}</tbody>
    </table>
    <label class='choice'>
      <input type='checkbox' checked={areLettersKeys.value} onChange={event => setLettersAreKeys(event.currentTarget.checked)} />
      F is a key
    </label>
  </details>
)
