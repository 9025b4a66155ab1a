/** What there is instead of a bearer token in a header. */

/** Whether the word of the scheme is there twice: once in a variable, once before it. */
export const saysBearerTwice = (header: string): boolean => /^Bearer\s+Bearer(?:\s|$)/i.test(header)

/** A sentence for a header without a bearer token. */
export const noBearer = ({ authorizationGiven, bearerTwice }: { authorizationGiven: boolean, bearerTwice?: boolean }): string =>
  `The Authorization header ${bearerTwice ? 'has the word Bearer twice' : authorizationGiven ? 'has no bearer token' : 'is missing'}.`
