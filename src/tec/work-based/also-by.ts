import type { Method } from '../../core/operation.ts'

const guesses = ['PUT', 'POST', 'PATCH'] as const

/** No page shows the method of an operation that changes something, so a client that was built against another guess is served too. */
export const alsoBy = (likeliest: typeof guesses[number]): readonly Method[] => guesses.filter(it => it !== likeliest)
