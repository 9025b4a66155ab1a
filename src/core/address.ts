import { cut } from './words.ts'

const example = 'http://localhost:4010'

/** What is wrong with a text as the address of a server, or of a sandbox of it; undefined where nothing is. */
export function wrongWithAddress (text: string): string | undefined {
  const said = JSON.stringify(cut(text))
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return `${said} is not the address of a server. ${insteadOf(text)}`
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') {
    url.username = url.password = ''
    return `The address has a user or a password, which no sandbox asks for. Give it without: ${url.href.replace(/\/$/, '')}. ` +
      'Where the sandbox\'s own API asks for a token, that is the admin token.'
  }
  return /[?#]/.test(text) ? `${said} has a query or a fragment. Give it without: ${text.replace(/[?#].*/, '')}.` : undefined
}

function insteadOf (text: string): string {
  const whole = `http://${text}`
  const isShort = /^[\w.-]+(?::\d+)?(?:\/|$)/.test(text) && /[.:]|^localhost/.test(text) && URL.canParse(whole)
  return isShort ? `Did you mean ${JSON.stringify(cut(whole))}?` : `Use one such as "${example}", or "${example}/sandboxes/mine".`
}
