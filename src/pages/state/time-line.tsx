import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { dayBrief, numberOfDay } from '../frame/dates.ts'
import { clustersOf, spanOf, ticksOf, type Span } from './days.ts'
import { BarShown, ClusterShown } from './items.tsx'
import { Patterns, Swatch } from './patterns.tsx'
import type { Figure, Item, Lane } from './replies.ts'

/** Where things are: how many pixels a day has, and where a day is. */
export interface Scale { readonly id: string, x (day: string): number, readonly left: number, readonly right: number }

/** The address of a request, where one can go there. */
export type HrefOf = ((request: string) => string) | undefined

const [head, laneHeight, labelHeight, margin] = [44, 42, 20, 8]

/** Names stand beside the lanes where there is room, and above them else. */
const sideOf = (width: number): number => width >= 700 ? 216 : 0

/** A day is never narrower than this, in pixels, so that a week of a long life can be seen; then one scrolls. */
const leastOfADay = 0.55

export function TimeLine ({ figure, hrefOf }: { figure: Figure, hrefOf: HrefOf }) {
  const { lanes = [], today = '', title, says } = figure
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState(900)
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setRoom(Math.max(260, Math.floor(entry!.contentRect.width))))
    observer.observe(box.current!)
    return () => observer.disconnect()
  }, [])
  const span = spanOf(lanes, today)
  const side = sideOf(room)
  const width = Math.max(room, side + Math.ceil((span.to - span.from) * leastOfADay))
  const perDay = (width - side - margin) / (span.to - span.from)
  const x = (day: string) => side + (numberOfDay(day) - span.from) * perDay
  const scale: Scale = { id, x, left: side, right: width - margin }
  const each = laneHeight + (side === 0 ? labelHeight : 0)
  const height = head + lanes.length * each + 6
  return (
    <div class='time-line'>
      <div ref={box} class='scrolls' tabIndex={0} role='region' aria-label={`Picture: ${title}`}>
        <svg width={width} height={height} role='group' aria-labelledby={`${id}-title ${id}-desc`}>
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-desc`}>{says}</desc>
          <Patterns id={id} />
          <rect class='future' x={x(today)} width={Math.max(0, scale.right - x(today))} y={head - 10} height={height - head + 10} />
          <Ticks span={span} perDay={perDay} side={side} height={height} />
          {lanes.map((lane, n) => (
            <LaneShown key={lane.name} lane={lane} top={head + n * each} side={side} scale={scale} today={today} hrefOf={hrefOf} />
          ))}
          <Today x={x(today)} height={height} today={today} scale={scale} />
        </svg>
      </div>
      <Legend id={id} lanes={lanes} />
    </div>
  )
}

function Today ({ x, height, today, scale }: { x: number, height: number, today: string, scale: Scale }) {
  const text = `today, ${dayBrief(today)}`
  const half = text.length * 3.6 + 8
  const middle = Math.min(Math.max(x, scale.left + half), scale.right - half)
  return (
    <g class='today'>
      <line x1={x} x2={x} y1={16} y2={height} />
      <rect x={middle - half} width={half * 2} y='0' height='19' rx='9' />
      <text x={middle} y='13' text-anchor='middle'>{text}</text>
    </g>
  )
}

interface TicksProps { span: Span, perDay: number, side: number, height: number }

const Ticks = ({ span, perDay, side, height }: TicksProps) => (
  <g class='ticks' aria-hidden='true'>
    {ticksOf(span, perDay).map(({ at, label }) => {
      const x = side + (at - span.from) * perDay
      return (
        <g key={at} class='tick'>
          <line x1={x} x2={x} y1={head - 10} y2={height} />
          <text x={x + 4} y={head - 14}>{label}</text>
        </g>
      )
    })}
  </g>
)

interface LaneProps { lane: Lane, top: number, side: number, scale: Scale, today: string, hrefOf: HrefOf }

function LaneShown ({ lane: { name, about, level, items }, top, side, scale, today, hrefOf }: LaneProps) {
  const y = top + (side === 0 ? labelHeight : 0)
  const indent = level * 12
  const bars = items.filter(({ kind }) => kind === 'bar')
  const marks = items.filter(({ kind }) => kind === 'mark')
  return (
    <g class={`lane level-${level}`}>
      <line class='under' x1='0' x2={scale.right} y1={y + laneHeight} y2={y + laneHeight} />
      <text class='lane-name' x={indent} y={side === 0 ? top + 15 : y + 19}>{name}</text>
      {side > 0 && about !== '' && (
        <text class='lane-about' x={indent} y={y + 34}><title>{about}</title>{shortened(about, (side - indent) / 5.9)}</text>
      )}
      {bars.map(item => <BarShown key={item.key} item={item} y={y} scale={scale} today={today} hrefOf={hrefOf} />)}
      {clustersOf(marks).map(cluster => (
        <ClusterShown key={cluster.items[0]!.key} cluster={cluster} y={y} scale={scale} others={items} hrefOf={hrefOf} />
      ))}
    </g>
  )
}

const shortened = (text: string, most: number): string => text.length > most ? `${text.slice(0, Math.floor(most) - 1)}…` : text

/** What the fillings stand for, as far as they are there. */
function Legend ({ id, lanes }: { id: string, lanes: readonly Lane[] }) {
  const bars = lanes.flatMap(({ items }) => items).filter(({ kind }) => kind === 'bar')
  const known = new Map(bars.map((item): [string, Item] => [item.label, item]))
  if (known.size === 0) return null
  return (
    <ul class='legend' aria-label='What the bars are'>
      {[...known].map(([label, { tone, isToCome = false }]) => (
        <li key={label}><Swatch id={id} tone={tone} isToCome={isToCome} /> {label}</li>
      ))}
      <li>
        <svg class='swatch' width='14' height='14' aria-hidden='true'><path class='mark to-come' d='M 7 1 l 6 6 l -6 6 l -6 -6 z' /></svg>
        {' '}to come
      </li>
    </ul>
  )
}
