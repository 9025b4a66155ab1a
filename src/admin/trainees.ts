import type { IncomingHttpHeaders } from 'node:http'
import type { Classes } from '../classroom/classes.ts'
import type { Classroom } from '../classroom/classroom.ts'
import { readCode } from '../classroom/codes.ts'
import { Failure } from '../core/errors.ts'
import { isSameSecret } from '../core/same-secret.ts'
import type { Operation } from '../http/operation.ts'
import type { Called } from '../http/service.ts'
import type { Caller } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Access } from './access.ts'

/** The code of a seat that a request shows; undefined where it shows none, or where there is nothing that a code could open. */
export function codeShown ({ token }: Access, { authorization = '' }: IncomingHttpHeaders, classroom: Classroom): string | undefined {
  const shown = /^bearer +(.+)$/i.exec(authorization)?.[1]
  if (shown === undefined || (token !== undefined && isSameSecret(shown, token))) return undefined
  const code = readCode(shown)
  return code !== undefined && classroom.isUsed ? code : undefined
}

/**
 * Lets a trainee in to the sandbox of their seat, and to what it says of that seat; answers who it is. Whoever tries code after code has
 * to wait. Throws Failure.
 */
export function letIn (classes: Classes, code: string, operation: Operation, sandbox: Sandbox, { address }: Called): Caller {
  const { attempts } = classes
  const wait = attempts.wait(address(), code)
  if (wait > 0) {
    throw new Failure('too-many', `Too many wrong codes came from this address. Try again in ${wait} seconds.`, { retryAfter: wait })
  }
  const found = classes.byCode(code)
  if (!found) {
    attempts.wasWrong(address())
    throw new Failure('unauthenticated', `No seat has the code "${code}". Look at it again; if the class is over, its codes open nothing.`)
  }
  attempts.wasRight(address(), code)
  const { seat, of } = found
  if (!operation.isOfTrainee && operation.isOfServer) {
    throw new Failure('forbidden', `The code of seat ${seat.number} opens only the sandbox "${seat.sandbox}", and ` +
      `${operation.operationId} reaches beyond it. That is for the trainer, who has the admin token.`)
  }
  if (!operation.isOfTrainee && sandbox.id !== seat.sandbox) {
    throw new Failure('forbidden', `The code of seat ${seat.number} opens only the sandbox "${seat.sandbox}", and not "${sandbox.id}". ` +
      `Send the request below /sandboxes/${seat.sandbox}.`)
  }
  return { id: code, label: `seat ${seat.number} of ${of.name}` }
}
