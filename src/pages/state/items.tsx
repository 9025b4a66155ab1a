import type { ComponentChildren } from 'preact'
import { dayBrief, numberOfDay } from '../frame/dates.ts'
import type { Cluster } from './days.ts'
import { fillOf } from './patterns.tsx'
import type { Item, Tone } from './replies.ts'
import type { HrefOf, Scale } from './time-line.tsx'

/** What stands on a lane: bars, and marks. */

/** A letter of a bar is so wide, about, in pixels; and one of a mark, whose names are mostly capitals. */
const [letter, capital] = [6.7, 7.7]

const lastDay = (to: string): string => dayBrief(new Date((numberOfDay(to) - 1) * 86_400_000).toISOString().slice(0, 10))

function inWords ({ kind, from, to, says, isToCome, isNew }: Item): string {
  const days = kind === 'mark' ? dayBrief(from) : to === undefined ? `since ${dayBrief(from)}` : `${dayBrief(from)} to ${lastDay(to)}`
  return `${isNew ? 'New: ' : ''}${says}. ${isToCome ? 'To come: ' : ''}${days}`
}

interface LinkedProps { request: string | undefined, says: string, hrefOf: HrefOf, children: ComponentChildren }

/** It leads to the request that made it, where that is known. */
function Linked ({ request, says, hrefOf, children }: LinkedProps) {
  if (request === undefined || !hrefOf) return <g><title>{says}</title>{children}</g>
  return (
    <a href={hrefOf(request)} class='made' aria-label={`${says}. Made by request ${request}`}>
      <title>{says}. Made by {request}</title>
      {children}
    </a>
  )
}

interface BarProps { item: Item, y: number, scale: Scale, today: string, hrefOf: HrefOf }

const [barTop, barHeight] = [9, 25]

export function BarShown ({ item, y, scale, today, hrefOf }: BarProps) {
  const { tone, from, to, label, isToCome, isNew, request } = item
  const start = scale.x(from)
  // What goes on does so until today, and a little beyond.
  const end = to === undefined ? Math.min(scale.right, Math.max(scale.x(today), start) + 5) : scale.x(to)
  const width = Math.max(3, end - start)
  const goesOn = to === undefined
  return (
    <Linked request={request} says={inWords(item)} hrefOf={hrefOf}>
      <rect
        class={isToCome ? `bar to-come ${tone}` : `bar ${tone}`} x={start} y={y + barTop} width={width} height={barHeight} rx='4'
        fill={fillOf(scale.id, tone)}
      />
      {goesOn && <path class='goes-on' d={`M ${end + 2} ${y + barTop + 5} l 7 7.5 l -7 7.5`} />}
      {width > label.length * letter + 14 && (
        <>
          <rect class='plate' x={start + 5} y={y + barTop + 4} width={label.length * letter + 6} height={barHeight - 8} rx='3' />
          <text class='bar-label' x={start + 8} y={y + barTop + 17}>{label}</text>
        </>
      )}
      {isNew && <New x={start} y={y + barTop} width={width} height={barHeight} />}
    </Linked>
  )
}

/** By its shape, too, one knows what it is. */
const shapes: Readonly<Record<Tone, string>> = {
  waiting: 'M 0 -8 l 8 8 l -8 8 l -8 -8 z',
  going: 'M -7 0 a 7 7 0 1 0 14 0 a 7 7 0 1 0 -14 0 z',
  done: 'M -7 0 a 7 7 0 1 0 14 0 a 7 7 0 1 0 -14 0 z',
  paused: 'M -6 -7 h 4 v 14 h -4 z M 2 -7 h 4 v 14 h -4 z',
  pressing: 'M 0 -8 l 9 15 h -18 z',
  over: 'M -6 -6 h 12 v 12 h -12 z',
  plain: 'M -5 0 a 5 5 0 1 0 10 0 a 5 5 0 1 0 -10 0 z'
}

interface ClusterProps { cluster: Cluster, y: number, scale: Scale, others: readonly Item[], hrefOf: HrefOf }

export function ClusterShown ({ cluster: { day, items }, y, scale, others, hrefOf }: ClusterProps) {
  const middle = y + barTop + barHeight / 2
  const x = scale.x(day) + shiftOf(items[0]!, others)
  const first = items[0]!
  const isNew = items.some(it => it.isNew)
  if (items.length > 1) {
    const request = items.every(it => it.request === first.request) ? first.request : undefined
    const says = `${items.length} on ${dayBrief(day)}: ${items.map(it => it.says).join('; ')}`
    return (
      <Linked request={request} says={says} hrefOf={hrefOf}>
        <circle class={`mark ${first.tone}`} cx={x} cy={middle} r='12' />
        <text class='count' x={x} y={middle + 4} text-anchor='middle'>{items.length}</text>
        {isNew && <New x={x - 13} y={middle - 13} width={26} height={26} />}
      </Linked>
    )
  }
  return (
    <Linked request={first.request} says={inWords(first)} hrefOf={hrefOf}>
      <rect class='reach' x={x - 12} y={middle - 12} width='24' height='24' />
      <path class={first.isToCome ? 'mark to-come' : `mark ${first.tone}`} d={shapes[first.tone]} transform={`translate(${x} ${middle})`} />
      <MarkLabel item={first} x={x} middle={middle} scale={scale} others={others} />
      {isNew && <New x={x - 10} y={middle - 11} width={20} height={22} />}
    </Linked>
  )
}

/** Two on the same day stand beside each other. */
function shiftOf (item: Item, others: readonly Item[]): number {
  const marks = others.filter(it => it.kind === 'mark' && it.from === item.from)
  return marks.length === 2 && marks[1] === item ? 17 : 0
}

interface LabelProps { item: Item, x: number, middle: number, scale: Scale, others: readonly Item[] }

interface Stretch { readonly from: number, readonly to: number }

const meets = (one: Stretch) => (other: Stretch): boolean => one.from < other.to && one.to > other.from

/** What it is stands beside it where nothing else does; what is not written can be read in the table. */
function MarkLabel ({ item, x, middle, scale, others }: LabelProps) {
  const shapeOf = ({ kind, from, to }: Item): Stretch => ({
    from: scale.x(from) - 14, to: kind === 'mark' || to === undefined ? scale.x(from) + 14 : scale.x(to)
  })
  const isFree = (stretch: Stretch, of: Item) =>
    stretch.from >= scale.left && stretch.to <= scale.right + 4 && !others.some(it => it !== of && meets(stretch)(shapeOf(it)))
  const widthOf = ({ label }: Item) => label.length * capital + 16
  const toTheRight = (of: Item, at = scale.x(of.from)): Stretch => ({ from: at + 8, to: at + widthOf(of) })
  const isRight = isFree(toTheRight(item, x), item)
  const toTheLeft: Stretch = { from: x - widthOf(item), to: x - 8 }
  // What stands to the right of another mark may be there already.
  const isTaken = others.some(it => it !== item && it.kind === 'mark' && meets(toTheLeft)(toTheRight(it)) && isFree(toTheRight(it), it))
  if (!isRight && (isTaken || !isFree(toTheLeft, item))) return null
  return (
    <text class='mark-label' x={isRight ? x + 13 : x - 13} y={middle + 4} text-anchor={isRight ? 'start' : 'end'}>{item.label}</text>
  )
}

const New = ({ x, y, width, height }: { x: number, y: number, width: number, height: number }) => (
  <g class='new' aria-hidden='true'>
    <rect x={x - 3} y={y - 3} width={width + 6} height={height + 6} rx='6' />
    <path d={`M ${x + width / 2} ${y - 8} l 4 4 l -4 4 l -4 -4 z`} />
  </g>
)
