// A process that judges mutants one at a time, started anew where one does not come back or has left much behind. Tests that make up their
// cases make fewer, as what they find most cases find.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('worker.js', import.meta.url))
const mostMemory = 1_500_000_000
const mostTurns = 300

export function openWorker (bundlePath) {
  let child
  let turns = 0

  async function start () {
    const made = fork(program, [bundlePath], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--max-old-space-size=1400'],
      env: { TMS_SANDBOX_EFFORT: '0.3', ...process.env }
    })
    made.stderr.on('data', text => { made.said = `${made.said ?? ''}${text}`.slice(-2000) })
    await new Promise((resolve, reject) => {
      made.once('message', resolve)
      made.once('exit', () => reject(new Error(`The tests cannot be loaded: ${made.said}`)))
    })
    child = made
    turns = 0
  }

  async function stop () {
    if (!child) return
    const gone = child
    child = undefined
    if (gone.exitCode !== null || gone.signalCode !== null) return
    await new Promise(resolve => {
      gone.once('exit', resolve)
      gone.kill('SIGKILL')
    })
  }

  /** Sends a message and waits for its answer; `limitOf` says how long each test may take before the process is given up. */
  async function ask (message, limitOf) {
    if (!child) await start()
    turns++
    const answer = await answerOf(child, message, limitOf)
    const isSpent = answer.gone || answer.failure?.timedOut || answer.failure?.uncaught || turns >= mostTurns || answer.memory > mostMemory
    if (isSpent) await stop()
    return answer
  }

  return { ask, stop }
}

const answerOf = (child, message, limitOf) => new Promise(resolve => {
  let at = -1
  let timer
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => end({ gone: true, failure: { timedOut: true, message: 'no end' }, by: at }), limitOf(at))
  }
  const end = (answer) => {
    clearTimeout(timer)
    child.off('message', hear)
    child.off('exit', leave)
    resolve(answer)
  }
  const hear = (said) => {
    if (said.done) return end(said)
    at = said.at
    wait()
  }
  const leave = () => end({ gone: true, failure: { uncaught: true, message: `the process ended ${child.said ?? ''}` }, by: at })
  child.on('message', hear)
  child.on('exit', leave)
  wait()
  child.send(message)
})
