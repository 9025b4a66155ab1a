import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Serves a file of plans, visits and course dates, at paths of its own. A visit is stored, by writing the file. It has no answer for many
 * records at once, and a list is the array alone.
 */
export const jsonServer = {
  title: 'json-server',
  name: 'json-server',
  version: '0.17.4',
  servers: [{
    operations: ['plan', 'visit', 'list'],
    prepare: (folder, { plan, list }) => writeFileSync(join(folder, 'db.json'), JSON.stringify({
      plans: [{ id: 'plan', ...JSON.parse(plan) }],
      visits: [],
      // As the page that is asked for begins with the 31st.
      courseDates: [...JSON.parse(list).results.slice(0, 30), ...JSON.parse(list).results].map((date, n) => ({ id: n + 1, ...date }))
    })),
    launch: (folder, work) => (port) => ({
      command: process.execPath,
      args: [
        join(folder, 'node_modules/.bin/json-server'), '--quiet', '--host', '127.0.0.1', '--port', String(port), join(work, 'db.json')
      ],
      cwd: work
    })
  }],
  request: (operation, request) => ({
    ...request, path: { plan: '/plans/plan', visit: '/visits', list: '/courseDates?_start=30&_limit=50' }[operation]
  })
}
