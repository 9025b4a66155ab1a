import type { Tone } from './replies.ts'

/** How each tone is filled: a colour never says alone what a pattern says with it. */
export const fillOf = (id: string, tone: Tone): string => `url(#${id}-${tone})`

const tones: readonly Tone[] = ['waiting', 'going', 'paused', 'pressing', 'over', 'done', 'plain']

/** The lines over the ground of a tone, in a square of eight. */
const lines: Readonly<Record<Tone, string>> = {
  waiting: 'M 4 4 h .01',
  going: '',
  paused: 'M 0 8 L 8 0 M -2 2 L 2 -2 M 6 10 L 10 6',
  pressing: 'M 0 0 L 8 8 M 0 8 L 8 0',
  over: 'M 0 4 H 8',
  done: 'M 4 0 V 8',
  plain: ''
}

export const Patterns = ({ id }: { id: string }) => (
  <defs>
    {tones.map(tone => (
      <pattern key={tone} id={`${id}-${tone}`} class={`pattern ${tone}`} width='8' height='8' patternUnits='userSpaceOnUse'>
        <rect width='8' height='8' />
        <path d={lines[tone]} />
      </pattern>
    ))}
  </defs>
)

/** What a tone looks like, for a legend. */
export const Swatch = ({ id, tone, isToCome = false }: { id: string, tone: Tone, isToCome?: boolean }) => (
  <svg class='swatch' width='22' height='14' aria-hidden='true'>
    <rect class={isToCome ? 'bar to-come' : 'bar'} x='1' y='1' width='20' height='12' rx='3' fill={fillOf(id, tone)} />
  </svg>
)
