import { isDocumented } from '../../core/basis.ts'
import { BadInput } from '../../core/errors.ts'
import { choice, duration, wholeNumber } from '../../core/option.ts'
import type { Setting } from '../../sandbox/settings.ts'
import { errorCodes, type ErrorCodeNames } from './error-codes.ts'

export const maxRecordsPerBatch: Setting<number> = {
  name: 'max-records-per-batch',
  placeholder: 'NUMBER',
  description: 'how many records of a return one request may have (TEC publishes no figure)',
  default: '500',
  read: (text) => wholeNumber(text, 1, 100_000)
}

/** In seconds. */
export const submissionTokenLifetime: Setting<number> = {
  name: 'submission-token-lifetime',
  placeholder: 'TIME',
  description: 'how long a submission token is valid: 24h, 30m or 90s (TEC publishes no figure)',
  default: '24h',
  read: duration
}

/** Codes to answer in the place of those that are inferred. */
export const errorCodeNames: Setting<ErrorCodeNames> = {
  name: 'error-codes',
  placeholder: 'CODES',
  example: 'SC4=SC1',
  description: 'what to answer in the place of error codes that are inferred: SC4=SC1,SC5=X1',
  default: '',
  isRepeatable: true,
  read (text) {
    if (text === '') return {}
    const inferred = Object.keys(errorCodes).filter(code => !isDocumented(errorCodes[code]!.basis))
    return Object.fromEntries(text.split(',').map(part => {
      const [code, other, ...rest] = part.split('=') as [string, string | undefined]
      if (!other || !/^\w{1,20}$/.test(other) || rest.length > 0) throw new BadInput(`"${part}" replaces no code; write SC4=SC1`)
      return [choice(code, inferred), other]
    }))
  }
}
