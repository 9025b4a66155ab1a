import { FigureShown } from './figure.tsx'
import type { Figure, Picture } from './replies.ts'

const hasNews = ({ table }: Figure): boolean => table.rows.some(({ isNew }) => isNew)

/** What of a picture is not as it was, with what is new marked. */
export function NewsOf ({ picture: { kind, title, figures } }: { picture: Picture }) {
  const changed = figures.filter(hasNews)
  if (changed.length === 0) return null
  return (
    <section class='news' aria-label={`What changed of ${title}`}>
      <h4>{title}</h4>
      {changed.map(figure => <FigureShown key={figure.title} figure={figure} kind={kind} hrefOf={undefined} Heading='h5' />)}
      <p class='faint'>What is new has a frame round it, and a mark above.</p>
    </section>
  )
}
