import { createHmac } from 'node:crypto'
import { isSameSecret } from '../../../core/same-secret.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'

/** What makes the address of a submission's contents good for whoever has it. */
export const signatureOf = (sandbox: Sandbox, submissionToken: string): string =>
  createHmac('sha256', sandbox.secret()).update(`contents of ${submissionToken}`).digest('base64url')

export const isSignatureOf = (sandbox: Sandbox, submissionToken: string, shown: string): boolean =>
  isSameSecret(shown, signatureOf(sandbox, submissionToken))
