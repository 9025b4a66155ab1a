import { signal, useSignalEffect } from '@preact/signals'
import type { ComponentType } from 'preact'
import { linkTo, pageOf, route } from './address.ts'
import { isTrainee } from './ask.ts'
import { isHeard } from './listening.ts'
import { pages, type Page } from './pages.ts'
import { apis, complain, index, notice, sandboxes } from './state.ts'
import { ThemeSwitch } from './theme.tsx'
import { TimeBar } from './time-bar.tsx'
import { TokenDialog } from './token-dialog.tsx'

const shown = signal<{ readonly page: Page, readonly Content: ComponentType<{ readonly rest: readonly string[] }> } | undefined>(undefined)

const pageAt = (): Page | undefined => pages.find(({ path }) => path === (route.value[0] ?? ''))

/** What stands around every page. */
export function Frame () {
  useSignalEffect(() => {
    const page = pageAt()
    document.title = `${page?.title ?? 'No such page'} – tms-sandbox`
    // Whoever goes on before it is there looks at another by then.
    if (page && page !== shown.peek()?.page) {
      page.load().then(Content => { if (page === pageAt()) shown.value = { page, Content } }).catch(complain)
    }
  })
  return (
    <>
      <a class='skip' href='#content' onClick={skip}>To the content</a>
      <header>
        <div class='top-bar'>
          <a class='brand' href={linkTo()}>tms-sandbox</a>
          <nav aria-label='Pages'>
            {isOutside() || pages.filter(isShown).map(page => (
              <a key={page.path} href={linkTo(page.path)} aria-current={page === pageAt() ? 'page' : undefined}>{page.title}</a>
            ))}
            {isOutside() || <a href='docs/'>Docs</a>}
          </nav>
          <SandboxChoice />
          <ThemeSwitch />
        </div>
        {isOutside() || <TimeBar />}
      </header>
      <main id='content' tabIndex={-1}><Content /></main>
      <Notice />
      {!pageAt()?.isAlone && <TokenDialog />}
    </>
  )
}

/** Who stands at the entrance sees nothing else yet. */
const isOutside = (): boolean => pageAt()?.isAlone === true && !isTrainee()

const isShown = ({ shownTo }: Page): boolean => shownTo === undefined || shownTo === (isTrainee() ? 'trainee' : 'trainer')

/** A link would change what is behind the `#`, which says what is looked at. */
function skip (event: Event): void {
  event.preventDefault()
  document.getElementById('content')!.focus()
}

function Content () {
  if (!pageAt()) return <><h1>There is no such page</h1><p><a href={linkTo()}>To the start</a></p></>
  if (shown.value?.page !== pageAt() || (!apis.value && !pageAt()!.isAlone)) return <p class='faint'>One moment …</p>
  const { Content } = shown.value!
  return <Content rest={route.value.slice(1)} />
}

function SandboxChoice () {
  const own = index.value?.sandbox
  if (own === undefined || isTrainee() || isOutside()) return null
  const all = sandboxes.value.includes(own) ? sandboxes.value : [...sandboxes.value, own]
  return (
    <label class='switch'>
      <span class='name'>Sandbox</span>
      <select value={own} onChange={event => { location.href = pageOf(event.currentTarget.value).href }}>
        {all.map(id => <option key={id} value={id}>{id}</option>)}
      </select>
    </label>
  )
}

const putAway = (): void => { notice.value = { text: '', isBad: false } }

function Notice () {
  const { text, isBad } = notice.value
  return (
    <>
      <div class={text === '' ? 'hidden' : isBad ? 'notice bad' : 'notice'}>
        <span role='status' aria-live='polite'>{text}</span>
        {text !== '' && <button type='button' class='quiet small' aria-label='Put this message away' onClick={putAway}>Close</button>}
      </div>
      {isHeard.value === false && <p class='lost' role='alert'>The sandbox does not answer. The page goes on when it does.</p>}
    </>
  )
}
