import { form, type Platform } from './v2.ts'

/** The header of a token for a user of the fixture, who has the password demo. */
export const tokenOf = async ({ v2 }: Platform, username: string) => {
  const { body } = await v2('POST', 'token', ...form({ grant_type: 'password', username, password: 'demo' }))
  return { authorization: `Bearer ${body.access_token}` }
}
