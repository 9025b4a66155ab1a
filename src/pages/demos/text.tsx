import type { ComponentChildren } from 'preact'

/** The Markdown of a line: code, strong, emphasis, and links, of which a page of the documentation is none here. */
const parts = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^)\s]+)\)/g

export function Line ({ text }: { text: string }) {
  const shown: ComponentChildren[] = []
  let from = 0
  for (const part of text.matchAll(parts)) {
    shown.push(text.slice(from, part.index), shownPart(part))
    from = part.index + part[0].length
  }
  return <>{shown}{text.slice(from)}</>
}

function shownPart ([, code, strong, emphasis, label, target]: RegExpMatchArray): ComponentChildren {
  if (code !== undefined) return <code>{code}</code>
  if (strong !== undefined) return <strong>{strong}</strong>
  if (emphasis !== undefined) return <em>{emphasis}</em>
  return /^https?:/.test(target!) ? <a href={target} rel='noreferrer' target='_blank'>{label}</a> : label
}

/** Paragraphs, and points of a list. */
export function Story ({ story }: { story: readonly string[] }) {
  const groups: string[][] = []
  for (const text of story) {
    const last = groups.at(-1)
    if (last && isPoint(text) && isPoint(last[0]!)) last.push(text)
    else groups.push([text])
  }
  return (
    <>
      {groups.map((group, n) => isPoint(group[0]!)
        ? <ul key={n}>{group.map(text => <li key={text}><Line text={text.slice(2)} /></li>)}</ul>
        : <p key={n}><Line text={group[0]!} /></p>)}
    </>
  )
}

const isPoint = (text: string): boolean => /^[-*] /.test(text)
