import type { Database } from '../harness.ts'

/** More users than one statement lists within the time that it has. */
export const many = 8000

/** Adds users to those of the demo, with the numbers from 1 on. */
export function fillUsers (db: Database, count = many): void {
  const columns = (db.pragma('table_info(user)') as Array<{ name: string }>).map(({ name }) => name)
  const own: Record<string, string> = { id: '300000 + n', email: "'kiri' || n || '@example.org'", externalId: 'NULL', apiKey: 'NULL' }
  db.exec(`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${count})
    INSERT INTO user (${columns.join(', ')})
    SELECT ${columns.map(name => own[name] ?? `user.${name}`).join(', ')} FROM n, user WHERE user.id = '2001'`)
}

/** The id of the one of a number. */
export const idOfUser = (n: number): string => `${300_000 + n}`
