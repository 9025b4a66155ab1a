import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { ask, sandboxOf, startServer } from '../servers.js'

const day = '2026-03-02'

/** Starts a sandbox with its usual settings, which keeps the demo platform in memory, and makes 50 course dates more. */
export async function startInMemory () {
  const server = await startServer(sandboxOf('demo', ['--clock', `frozen:${day}T09:00`]))
  await makeCourseDates(server.url, day)
  return server
}

/** Makes 50 course dates on a day, beside those of the demo platform. */
export async function makeCourseDates (url, day) {
  for (let n = 0; n < 50; n++) {
    const body = JSON.stringify({
      CourseID: String(4001 + n % 10),
      StartDate: `${day}T09:00:00`,
      EndDate: `${day}T16:30:00`,
      Places: 12,
      MinPlaces: 3,
      VenueID: String(501 + n % 2)
    })
    const reply = await ask(`${url}${path}`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body })
    if (reply.status !== 201) throw new Error(await reply.text())
  }
}

/** Starts a sandbox over a file with the demo platform and so many course dates more, an hour apart, three of four of them Available. */
export async function startPlatform (count) {
  const data = mkdtempSync(join(tmpdir(), 'tms-sandbox-bench-'))
  const start = () => startServer(sandboxOf('demo', ['--data', data, '--clock', `frozen:${day}T09:00`]))
  const making = await start()
  await making.stop()
  const file = join(data, 'default.sqlite')
  fill(file, count)
  const server = await start()
  return {
    ...server,
    file,
    stop: async () => {
      await server.stop()
      rmSync(data, { recursive: true })
    }
  }
}

function fill (file, count) {
  const db = new BetterSqlite(file)
  const after = (time) => `strftime('%Y-%m-%dT${time}', '${day}', '+' || n || ' hours')`
  db.exec(`
    WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${count})
    INSERT INTO courseDate (id, courseId, companyId, startDate, endDate, netCost, tax, status, maxPlaces, minPlaces, venueId,
      dateCreated, dateUpdated)
    SELECT 10000 + n, 4001 + n % 10, '100', ${after('%H:00:00')}, ${after('%H:30:00')}, 18000, 2700,
      iif(n % 4 = 0, 'OnHold', 'Available'), 12, 3, 501 + n % 2,
      '${day}T09:00:00', '${day}T09:00:00' FROM n`)
  db.close()
}

const headers = { authorization: 'Bearer demo-api-key' }
const path = '/accessplan/api/v2/CourseDate'

/** A page of 50. */
export const list = { method: 'GET', path: `${path}?$top=50&$skip=30`, headers }

/** The page of 50 with which the second half of them begins. */
export function search (count) {
  const middle = new Date(Date.parse(`${day}T00:00Z`) + count / 2 * 3_600_000).toISOString().slice(0, 19)
  const options = new URLSearchParams({
    $filter: `StartDate ge ${middle} and Status eq 'Available'`, $orderby: 'StartDate asc', $top: '50'
  })
  return { method: 'GET', path: `${path}?${options}`, headers }
}
