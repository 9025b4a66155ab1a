import { render } from 'preact'
import { Frame } from './frame.tsx'
import { listen } from './listening.ts'
import { complain, readAll } from './state.ts'

render(<Frame />, document.body)
readAll().catch(complain)
listen()
