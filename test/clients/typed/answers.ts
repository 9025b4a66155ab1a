import assert from 'node:assert/strict'

interface Answer<Data, Refusal> { data?: Data, error?: Refusal, response: Response }

/** What a call answers that goes well. */
export function done<Data, Refusal> ({ data, error, response }: Answer<Data, Refusal>): NonNullable<Data> {
  assert.ok(response.ok, `${response.url} answers ${response.status} ${JSON.stringify(error)}`)
  assert.ok(data !== undefined && data !== null, `${response.url} answers nothing`)
  return data
}

/** What a call answers that is refused. */
export function refused<Data, Refusal> ({ error, response }: Answer<Data, Refusal>): NonNullable<Refusal> {
  assert.ok(!response.ok && error, `${response.url} is not refused`)
  return error
}

export const asForm = (body: object | undefined): URLSearchParams => new URLSearchParams(Object.entries(body ?? {}))

export const form = { 'content-type': 'application/x-www-form-urlencoded' }
