import type { Test } from 'tap'
import type { Answer, Client } from './writing-clients.ts'

export interface Begun { readonly client: Client, readonly number: number }
export interface Written extends Begun { readonly answer: Answer }

interface Writing {
  readonly url: string
  /** The number of the first of each client. */
  readonly from: number
  /** How many have been acknowledged in all when `end` is called. */
  readonly after: number
  readonly end: () => void
  /** What is said by a server that is about to end. */
  readonly closing?: number
}

/** All clients write as fast as they are answered, until the server is gone; answers what was acknowledged, and what was under way then. */
export async function writeUntilGone (
  t: Test, clients: readonly Client[], { url, from, after, end, closing }: Writing
): Promise<{ written: Written[], underWay: Begun[] }> {
  const [written, underWay]: [Written[], Begun[]] = [[], []]
  await Promise.all(clients.map(async client => {
    for (let number = from; ; number++) {
      let answer: Answer
      try {
        answer = await client.write(url, number)
      } catch (error) {
        if (written.length < after) throw error
        underWay.push({ client, number })
        return
      }
      if (answer.status === closing && written.length >= after) return
      if (answer.status >= 300) t.fail(`${client.name}: ${answer.status} ${JSON.stringify(answer.body)}`)
      if (written.push({ client, number, answer }) === after) end()
    }
  }))
  return { written, underWay }
}

/** What of all that was acknowledged is not there, or not whole. */
export async function lostOf (written: readonly Written[], url: string): Promise<string[]> {
  const lost: string[] = []
  await Promise.all(written.map(async ({ client, number, answer }) => {
    if (!await client.isThere(url, number, answer)) lost.push(`${client.name} ${number}`)
  }))
  return lost
}

/** What of all that was under way is there in part. */
export async function inPartOf (underWay: readonly Begun[], url: string): Promise<string[]> {
  const inPart: string[] = []
  for (const { client, number } of underWay) {
    if (await client.isWhole?.(url, number) === false) inPart.push(`${client.name} ${number}`)
  }
  return inPart
}
