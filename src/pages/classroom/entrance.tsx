import { useState } from 'preact/hooks'
import { pageOf, server } from '../frame/address.ts'
import { keepToken, readCode } from '../frame/ask.ts'

/** Asks for the code of a seat, and goes there. */
export function Entrance ({ isOver }: { isOver: boolean }) {
  const [wrong, setWrong] = useState(isOver ? 'That code opens nothing any more: the class is over.' : '')
  const enter = async (event: SubmitEvent) => {
    event.preventDefault()
    const code = readCode(String(new FormData(event.target as HTMLFormElement).get('code')))
    if (code === undefined) {
      return setWrong('A code has eight letters and digits, such as K7QM-X4TR. None of them is an I, an O, a 0 or a 1.')
    }
    try {
      const { sandbox } = await seatOf(code)
      keepToken(code)
      // Where it is but another part of the same address, nothing would be loaded.
      const isHere = pageOf(sandbox).pathname === location.pathname
      location.href = `${pageOf(sandbox).href}#/seat`
      if (isHere) location.reload()
    } catch (error) {
      setWrong((error as Error).message)
    }
  }
  return (
    <form class='card entrance-form' onSubmit={enter}>
      <h1>Take your seat</h1>
      <label for='code'>The code from your trainer</label>
      <input
        id='code' name='code' class='code' required autocomplete='off' autocapitalize='characters' spellcheck={false}
        placeholder='K7QM-X4TR' aria-describedby='code-wrong'
      />
      <p id='code-wrong' class='bad' role='alert'>{wrong}</p>
      <button type='submit' class='primary'>Go in</button>
    </form>
  )
}

/** With that code, and not with what may be kept here. */
async function seatOf (code: string): Promise<{ sandbox: string }> {
  const response = await fetch(new URL('__admin/seat', server), { headers: { Authorization: `Bearer ${code}` } })
  const answer = await response.json() as { sandbox: string, detail: string }
  // Where there is no class, nothing is a code.
  if (!response.ok) throw new Error(/^(?:No seat|Too many)/.test(answer.detail) ? answer.detail : 'No class is under way here.')
  return answer
}
