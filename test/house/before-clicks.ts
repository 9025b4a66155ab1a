import type { Client } from '../harness.ts'

/** What asks a server: one that listens, or one that does not. */
export type Asking = Pick<Client, 'inject' | 'admin'>

const monday = async (client: Asking): Promise<any> => {
  for (const { id } of (await client.admin('GET', '/classes')).body.classes) await client.admin('DELETE', `/classes/${id}`)
  return (await client.admin('POST', '/classes', { name: 'Monday', seats: 1 })).body
}

/** A trainee has typed the code of the seat where the page asks for a token. */
const asTrainee = async (client: Asking) => ({ authorization: `Bearer ${(await monday(client)).seats[0].code}` })

/** What has to be there before some operations have anything to work on, as their page says; answers headers that the page has then. */
export const prepare: Record<string, (client: Asking, at: string) => Promise<object>> = {
  // Only of what was asked can it be said why it was answered so.
  ExplainRequest: (client, at) => client.inject({ url: `${at}/accessplan/api/v1/users` }),
  GetRequest: (client, at) => client.inject({ url: `${at}/accessplan/api/v1/users` }),
  ForkRequest: (client, at) => client.inject({ url: `${at}/accessplan/api/v1/users` }),
  RestoreSnapshot: (client, at) => client.inject({ method: 'POST', url: `${at}/__admin/snapshots` }),
  GetChangesSinceSnapshot: (client, at) => client.inject({ method: 'POST', url: `${at}/__admin/snapshots` }),
  GetPicturesSinceSnapshot: (client, at) => client.inject({ method: 'POST', url: `${at}/__admin/snapshots` }),
  DeleteSnapshot: (client, at) => client.inject({ method: 'POST', url: `${at}/__admin/snapshots` }),
  DeleteFault: (client, at) =>
    client.inject({ method: 'PUT', url: `${at}/__admin/faults/outage`, payload: { effect: { status: 503 } } }),
  DeleteSandbox: (client, at) => client.inject({ method: 'POST', url: `${at}/__admin/sandboxes`, payload: { id: 'suite-7' } }),
  GetClass: monday,
  GetSeatOfClass: monday,
  GetClassResults: monday,
  ListenToClass: monday,
  CloseClass: monday,
  GetSeat: asTrainee,
  NameSeat: asTrainee
}
