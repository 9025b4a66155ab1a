import { startFilled } from '../harness/filled.js'
import { askJson } from '../harness/servers.js'

const day = '2026-03-02'

/** Makes 50 course dates on a day, beside those of the demo platform. */
export async function makeCourseDates (url, day) {
  for (let n = 0; n < 50; n++) {
    const body = {
      CourseID: String(4001 + n % 10),
      StartDate: `${day}T09:00:00`,
      EndDate: `${day}T16:30:00`,
      Places: 12,
      MinPlaces: 3,
      VenueID: String(501 + n % 2)
    }
    await askJson(`${url}${path}`, 'POST', body, headers)
  }
}

/** Starts a sandbox over a file with the demo platform and so many course dates more. */
export const startPlatform = (count) =>
  startFilled('demo', ['--clock', `frozen:${day}T09:00`], db => fillCourseDates(db, count, day))

/** Course dates from a day on, an hour apart, three of four of them Available. */
export function fillCourseDates (db, count, day) {
  const after = (time) => `strftime('%Y-%m-%dT${time}', '${day}', '+' || n || ' hours')`
  db.exec(`
    WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${count})
    INSERT INTO courseDate (id, courseId, companyId, startDate, endDate, netCost, tax, status, maxPlaces, minPlaces, venueId,
      dateCreated, dateUpdated)
    SELECT 10000 + n, 4001 + n % 10, '100', ${after('%H:00:00')}, ${after('%H:30:00')}, 18000, 2700,
      iif(n % 4 = 0, 'OnHold', 'Available'), 12, 3, 501 + n % 2,
      '${day}T09:00:00', '${day}T09:00:00' FROM n`)
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
