import { say } from './state.ts'

/** A button that copies a text; `named` says which, for those who do not see what it stands beside. */
export function Copy ({ text, named }: { text: string, named: string }) {
  const copy = async () => {
    await copyText(text)
    say(`Copied ${named}.`)
  }
  return <button type='button' class='quiet small' aria-label={`Copy ${named}`} onClick={copy}>Copy</button>
}

/** A page that is not on a secure address, as one on another machine, is given no clipboard. */
async function copyText (text: string): Promise<void> {
  if (navigator.clipboard) return await navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
