import { requestOf } from './curl.ts'
import { BadDemo, type DemoRequest } from './demo.ts'
import { hole, readCommands, type Command } from './shell.ts'

/** What `sed` takes out of an answer: a member of its JSON. */
const taken = /^s\/\.\*"(\w+)": ?"?\\\(\[[^\]]*\]\*\\\)"?\.\*\/\\1\/$/

type Request = Omit<DemoRequest, 'shown'>

/** The requests of a block; what it gives variables is in `known` afterwards. Throws BadDemo. */
export function readRequests (text: string, line: number, known: Map<string, string>): Request[] {
  const requests: Request[] = []
  for (const command of readCommands(text, line, known)) {
    const { name } = command
    if (name === undefined) requests.push(sent(command))
    else {
      if (command.words.length > 1) {
        throw new BadDemo(command.line, `the value of ${name} has spaces. Put it between ": ${name}="${command.words.join(' ')}"`)
      }
      if (command.inner) requests.push(kept(name, command.inner))
      known.set(name, command.words[0]!.replaceAll(hole, `\${${name}}`))
    }
  }
  return requests
}

function sent ({ words, line, into, inner }: Command): Request {
  if (inner) throw new BadDemo(line, 'what is answered has to be kept first: NAME=$(curl …), and then $NAME.')
  if (into) throw new BadDemo(into.line, `a page cannot play "| ${into.words[0] ?? ''}". Leave it out: the answer is shown whole.`)
  return { ...requestOf(words, line), keeps: undefined }
}

function kept (name: string, { words, line, into }: Command): Request {
  const [program, script = ''] = into?.words ?? []
  const member = program === 'sed' && into!.words.length === 2 ? taken.exec(script)?.[1] : undefined
  if (member === undefined) {
    throw new BadDemo(line, `${name} has to keep one member of an answer: ${name}=$(curl … | sed 's/.*"member":"\\([^"]*\\)".*/\\1/')`)
  }
  return { ...requestOf(words, line), isShown: false, keeps: { name, member } }
}
