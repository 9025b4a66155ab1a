import { server } from './address.ts'
import { tokenWanted, useToken } from './ask.ts'
import { Dialog } from './dialog.tsx'

/** Asks for the token of the sandbox's own API, once for as long as the tab is open. */
export function TokenDialog () {
  if (!tokenWanted.value) return null
  const give = (event: SubmitEvent) => {
    event.preventDefault()
    useToken(String(new FormData(event.target as HTMLFormElement).get('token')).trim())
  }
  return (
    <Dialog title='This sandbox asks for its admin token'>
      <p>It was printed when the server started, or given with <code>--admin-token</code>. It is kept until this tab is closed.</p>
      <form onSubmit={give}>
        <label for='token'>Admin token</label>
        <input id='token' name='token' type='password' autocomplete='off' required autofocus aria-describedby='token-wrong' />
        <p id='token-wrong' class='bad'>{tokenWanted.value.wasWrong ? 'That was not the token.' : ''}</p>
        <div class='actions'>
          <a class='button' href={new URL('#/seat', server).href}>I have the code of a seat</a>
          <button type='submit' class='primary'>Go on</button>
        </div>
      </form>
    </Dialog>
  )
}
