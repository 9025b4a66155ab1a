import { linkTo } from './address.ts'

/** What somebody sees who opens the page of a sandbox that is not there. */
export const Gone = ({ rest: [id = ''] }: { rest: readonly string[] }) => (
  <>
    <h1>This sandbox is not there</h1>
    <p class='lead'>
      No sandbox “{id}” exists, or none does any more. That of a seat goes when its class is closed, that of a demo when it is left.
    </p>
    <p><a href={linkTo()}>To the start</a></p>
    <p><a href={linkTo('seat')}>Take a seat, with a code from your trainer</a></p>
  </>
)
