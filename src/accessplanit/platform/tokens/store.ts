import type { Ids } from '../../../core/ids.ts'
import { all, one, run, type Database } from '../../../sandbox/database.ts'

export interface AccessToken { token: string, userId: string, kind: 'access' | 'refresh', expiresAt: number }
export const findAccessToken = one<AccessToken>('SELECT * FROM accessToken WHERE token = ?')
const insertAccessToken = run('INSERT INTO accessToken (token, userId, kind, expiresAt) VALUES (:token, :userId, :kind, :expiresAt)')
/** The tokens that expire after one instant and up to another. */
export const listExpiries = all<AccessToken>(
  'SELECT * FROM accessToken WHERE expiresAt > ? AND expiresAt <= ? ORDER BY expiresAt, userId, kind LIMIT ?')
export const deleteAccessToken = run('DELETE FROM accessToken WHERE token = ?')
const deleteExpiredTokens = run('DELETE FROM accessToken WHERE expiresAt < ?')

export const newToken = (ids: Ids): string => `${ids.next()}${ids.next()}`.replaceAll('-', '')

/** So long, in milliseconds, an expired token is kept. */
const keptExpired = 86_400_000

/** Gives a user a token of a kind, good for so many seconds from `now`, in milliseconds. */
export function issue (db: Database, ids: Ids, userId: string, kind: AccessToken['kind'], now: number, seconds: number): string {
  // One that has just expired is still known as such.
  deleteExpiredTokens(db, now - keptExpired)
  const token = newToken(ids)
  insertAccessToken(db, { token, userId, kind, expiresAt: now + seconds * 1000 })
  return token
}

const expiredToken = 'expired-token-of-an-example'
const insertExpiredToken = run(`
  INSERT OR REPLACE INTO accessToken (token, userId, kind, expiresAt)
  SELECT :token, id, 'access', :expiresAt FROM user WHERE isService = 1 ORDER BY id LIMIT 1`)

/** A token that expired a minute before `now`, to show what comes of that. */
export function noteExpiredToken (db: Database, now: number): string {
  insertExpiredToken(db, { token: expiredToken, expiresAt: now - 60_000 })
  return expiredToken
}
