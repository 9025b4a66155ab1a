import { signal } from '@preact/signals'
import { goOn, goTo, startAgain, type Play } from './play.ts'

/** What the keys do. A letter alone can be switched off: who speaks to a computer types letters that are none. */

const storedAs = 'tms-sandbox letters are keys'

export const areLettersKeys = signal(localStorage.getItem(storedAs) !== 'no')

export function setLettersAreKeys (are: boolean): void {
  areLettersKeys.value = are
  localStorage.setItem(storedAs, are ? 'yes' : 'no')
}

export function keyDone (event: KeyboardEvent, play: Play, fullScreen: () => void): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
  // Whoever writes needs the keys for that.
  if ((event.target as HTMLElement).closest('input, textarea, select, dialog')) return
  const act = actOf(event.key, play, fullScreen)
  if (!act) return
  event.preventDefault()
  act()
}

function actOf (key: string, play: Play, fullScreen: () => void): (() => void) | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'PageDown': return () => goOn(play)
    case 'ArrowLeft':
    case 'PageUp': return () => goTo(play, play.at.value - 1)
    case 'Home': return () => { startAgain(play) }
    case 'f':
    case 'F': return areLettersKeys.value ? fullScreen : undefined
    default: return undefined
  }
}
