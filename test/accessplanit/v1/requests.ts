import { XMLParser } from 'fast-xml-parser'
import { demand } from '../../harness.ts'
import { root, type V1 } from './v1.ts'

export const times = { StartDate: '2026-04-08T09:00:00', EndDate: '2026-04-09T16:00:00' }
export const least = { ...times, Status: 'Available', MaxPlaces: 10 }

export const statuses = ['Available', 'Cancelled', 'Completed', 'Failed', 'FullyBooked', 'InProgress', 'OnHold', 'Provisional', 'Unknown']

/** Hana Walker books herself on 5014 through the basket, which raises invoice 1001. */
export async function invoiced ({ basket }: V1): Promise<void> {
  const { body: { UniqueBasketID, Items: [{ BasketItemID }] } } = demand(await basket('POST', '2001/5014/12'))
  demand(await basket('PUT', `${UniqueBasketID}/${BasketItemID}/users`, ['2001']))
  demand(await basket('POST', `${UniqueBasketID}/complete`))
}

export const user = { Forenames: 'Mere', Surname: 'Ngata', MainAccountID: '201' }
export const ofLength = (length: number): string => 'ā'.repeat(length)
export const email = (length: number): string => `${'a'.repeat(length - 12)}@example.com`

export const askToken = ({ inject }: V1, form: string, more: Record<string, string> = {}) =>
  inject({ method: 'POST', url: `${root}/token`, headers: { 'content-type': 'application/x-www-form-urlencoded', ...more }, payload: form })
export const goodForm = 'grant_type=password&username=demo&password=demo'
export const withBearer = ({ inject }: V1, authorization?: string) =>
  inject({ method: 'GET', url: `${root}/companygroups`, headers: authorization === undefined ? {} : { authorization } })

export const reader = new XMLParser({ parseTagValue: false, trimValues: false, ignoreDeclaration: true, htmlEntities: true })
