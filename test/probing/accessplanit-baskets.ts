import t from 'tap'
import { open, type Client, type Reply } from '../harness.ts'
import { tellings } from './outcome.ts'

const nothing = [
  '%20', '%09', 'null', 'undefined', 'NaN', '0', '-1', '%00', 'x'.repeat(300), '%F0%9D%92%B3', '1.0', '1e0', '01', '+1', '1%20', '%201'
]

/** What a reply says of why nothing was done, in whatever way. */
async function says (client: Client, reply: Reply): Promise<string> {
  if (reply.status >= 400) return reply.text
  return `${reply.body.LatestErrorMessage ?? ''} ${JSON.stringify(await tellings(client, reply))}`
}

t.test('Nothing that is sent to a basket of accessplanit changes or gets lost in silence', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { body: { UniqueBasketID: basket } } = await client.basket('POST', '2001/5014/12')
  await client.basket('PUT', `${basket}/1/users`, ['2001'])
  const start = client.sandbox.store.image()

  async function probe (method: string, path: string, speaksOf: RegExp, body?: unknown): Promise<void> {
    client.sandbox.restore(start)
    const reply = await client.basket(method, path, body)
    const where = `${method} ${path.slice(0, 60)} ${JSON.stringify(body)?.slice(0, 60) ?? ''}`
    if (reply.status >= 500) t.fail(`${where} failed: ${reply.text}`)
    const said = await says(client, reply)
    if (!speaksOf.test(said)) t.fail(`${where} is ${reply.status} without a word of it: ${said}`.slice(0, 300))
    const after = (await client.basket('GET', '2001')).body
    if (method !== 'POST' || reply.body.BookingUserID !== '2001') t.equal(after.UniqueBasketID, basket, 'the basket is still there')
  }

  for (const value of nothing) {
    await probe('GET', value, /user/i)
    await probe('POST', `${value}/5030/12`, /user/i)
    await probe('POST', `2001/${value}/12`, /course/i)
    await probe('POST', `2001/${value}/14`, /discount code/i)
    await probe('POST', `2001/5030/${value}`, /idType/)
    await probe('DELETE', `${value}/1`, /UniqueBasketID/)
    await probe('PUT', `${value}/1/users`, /UniqueBasketID/, ['2001'])
    await probe('POST', `${value}/complete`, /UniqueBasketID/)
    await probe('DELETE', `${basket}/${value}`, /BasketItemID/)
    await probe('PUT', `${basket}/${value}/users`, /BasketItemID/, ['2004'])
    await probe('DELETE', `${basket}/${value}/2001`, /BasketItemID/)
    await probe('DELETE', `${basket}/1/${value}`, /user/i)
    await probe('PUT', `${basket}/1/users`, /user/i, [decodeURIComponent(value)])
  }
  for (const body of [
    [], [''], ['2004', '2004'], ['2004', '2004 '], [2004], [true], [null], [['2004']], [{ UserID: '2004' }], ['2004', null], {},
    { UserIDs: ['2004'] }, '"2004"', 'null', '2004', ['2004', 'nobody'], ['2007', '2001', '2007']
  ]) await probe('PUT', `${basket}/1/users`, /user|body|\[\d\]|must be an array|Content-Type/i, body)

  t.strictSame(await tellings(client, await client.basket('PUT', `${basket}/1/users`, ['2004', '2007'])), [], 'what is good is not told of')
})

t.test('A course and a discount that are in a basket already are told of', async t => {
  const client = await open(t, { fixture: 'demo' })
  await client.basket('POST', '2001/5014/12')
  t.match((await client.basket('POST', '2001/5014/12')).body.LatestErrorMessage, /already/)
  await client.basket('POST', '2001/EARLY10/14')
  t.match(await says(client, await client.basket('POST', '2001/EARLY10/14')), /EARLY10/, 'a code that is given again')
  t.match(await says(client, await client.basket('POST', '2001/early10/14')), /EARLY10/, 'in whatever case')
})
