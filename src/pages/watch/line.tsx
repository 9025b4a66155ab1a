import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { rowsFor, scaleOf, type Place, type Places } from './line.ts'

const margin = 18
const labelHeight = 34

interface Label { readonly place: Place, readonly x: number, readonly from: number, readonly to: number }

/** A label begins where it has room: a letter is so wide, about. */
function labelOf (place: Place, x: number, width: number): Label {
  const long = Math.min(width, Math.max(place.shown.length * 8, place.name.length * 6.4) + 4)
  const from = Math.min(Math.max(0, x - long / 2), width - long)
  return { place, x, from, to: from + long }
}

/** The values on a line: the one that was sent above it, what it is held against below, and what passes as a band. */
export function Line ({ places: { places, passing, except, off }, says }: { places: Places, says: string }) {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(600)
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(240, Math.floor(entry!.contentRect.width))))
    observer.observe(box.current!)
    return () => observer.disconnect()
  }, [])
  const ends = [passing?.from, passing?.to].filter(it => it !== undefined)
  const numbers = [...new Set([...places.map(({ at }) => at), ...ends])].sort((a, b) => a - b)
  const scale = scaleOf(numbers, width - 2 * margin - 2 * 24)
  const xOf = (number: number) => margin + 24 + scale(number)
  const above = places.filter(({ kind }) => kind === 'value').map(place => labelOf(place, xOf(place.at), width))
  const below = places.filter(({ kind }) => kind !== 'value').map(place => labelOf(place, xOf(place.at), width))
  const rows = rowsFor(below)
  const axis = labelHeight + 30
  const height = axis + 24 + labelHeight * (Math.max(-1, ...rows) + 1)
  const from = passing?.from === undefined ? margin : xOf(passing.from)
  const to = passing?.to === undefined ? width - margin : xOf(passing.to)
  return (
    <div ref={box} class='line-box'>
      <svg class='values' width={width} height={height} role='img' aria-label={says}>
        <line class='axis' x1={margin} x2={width - margin} y1={axis} y2={axis} />
        {passing && <rect class='passing' x={from - 4} width={to - from + 8} y={axis - 6} height='12' rx='6' />}
        {except.filter(it => it >= numbers[0]! && it <= numbers.at(-1)!).map(it => (
          <circle key={it} class='except' cx={xOf(it)} cy={axis} r='3.5' />
        ))}
        {below.map((label, n) => <Below key={label.place.name} label={label} axis={axis} row={rows[n]!} />)}
        {above.map(label => <Above key={label.place.name} label={label} axis={axis} />)}
      </svg>
      <p class='key faint'>
        {off !== '' && <span><b>{off}</b> off. </span>}
        {passing && <span>The band is what passes{except.length > 0 && ', but for the days with a dot, which are taken'}. </span>}
        <span>Values close together are drawn apart.</span>
      </p>
    </div>
  )
}

function Above ({ label: { place, x, from, to }, axis }: { label: Label, axis: number }) {
  return (
    <g class='value'>
      <line x1={x} x2={x} y1={labelHeight} y2={axis} />
      <path d={`M ${x} ${axis - 9} l 9 9 l -9 9 l -9 -9 z`} />
      <text class='big' x={(from + to) / 2} y='13' text-anchor='middle'>{place.shown}</text>
      <text x={(from + to) / 2} y='28' text-anchor='middle'>{place.name}</text>
    </g>
  )
}

function Below ({ label: { place, x, from, to }, axis, row }: { label: Label, axis: number, row: number }) {
  const top = axis + 20 + row * labelHeight
  return (
    <g class={place.kind}>
      <line x1={x} x2={x} y1={axis - 12} y2={top} />
      <rect class='ground' x={from} width={to - from} y={top} height={labelHeight - 2} />
      <text class='big' x={(from + to) / 2} y={top + 13} text-anchor='middle'>{place.shown}</text>
      <text x={(from + to) / 2} y={top + 27} text-anchor='middle'>{place.name}</text>
    </g>
  )
}
