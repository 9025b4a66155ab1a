import { XMLParser } from 'fast-xml-parser'
import type { Test } from 'tap'
import type { Reply } from '../../harness.ts'
import { openPlatform, toldBy, type Platform } from '../v2/v2.ts'

/** The feeds of a demo platform, read as XML. */

const lists = /^(?:WICourse|WICourseDate|WICategory|WIDeliveryMethod|WIVenue|WITrainer|course|date|coursedate|tutor|venue)$/
const parser = new XMLParser({
  ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, isArray: (name, path) => lists.test(name) && path !== name
})

export const read = (text: string): any => parser.parse(text)

/** What is within a list that may be empty. */
export const within = (list: any, name: string): any[] => typeof list === 'object' ? list[name] ?? [] : []

export interface Feeds extends Platform {
  get (path: string, headers?: Record<string, string>): Promise<Reply>
  ask (operation: string, options?: Record<string, string>): Promise<Reply>
  /** Courses and dates of a package. */
  pack (options?: Record<string, string>): Promise<{ reply: Reply, root: any, courses: any[], dates: any[] }>
  /** Of the handler of dates. */
  handler (query: string): Promise<{ reply: Reply, root: any, courses: any[], dates: any[], venues: any[] }>
  /** A course that is made for a test, and its id. */
  course (members?: object): Promise<string>
  date (CourseID: string, members?: object): Promise<string>
}

const usual = { companyID: '100', courseIDs: '', venueIDs: '', categoryIDs: '' }

export async function openFeeds (t: Test, flags: Record<string, string> = {}): Promise<Feeds> {
  const platform = await openPlatform(t, flags)
  const get: Feeds['get'] = (path, headers = {}) => platform.inject({ method: 'GET', url: `/accessplan/${path}`, headers })
  const ask: Feeds['ask'] = (operation, options = {}) =>
    get(`services/WebIntegration.asmx/${operation}?${new URLSearchParams({ ...usual, ...options }).toString()}`)
  const create = async (module: string, members: object): Promise<string> => {
    const { status, body, text } = await platform.v2('POST', module, members)
    if (status !== 201) throw new Error(text)
    return body.ID
  }
  return {
    ...platform,
    get,
    ask,
    async pack (options) {
      const reply = await ask('GetCoursesPackage', options)
      const root = read(reply.text).WICoursesPackage
      return { reply, root, courses: within(root.Courses, 'WICourse'), dates: within(root.Dates, 'WICourseDate') }
    },
    async handler (query) {
      const reply = await get(`config/arts/handlers/coursedates.ashx?${query}`)
      const root = read(reply.text).courses
      const courses = within(root, 'course')
      const dates = courses.flatMap(({ dates }: any) => typeof dates === 'object' ? Object.values<any>(dates).flat() : [])
      return { reply, root, courses, dates, venues: within(root.venues, 'venue') }
    },
    course: (members = {}) => create('Course', { Label: 'Made up', ...members }),
    date: (CourseID, members = {}) =>
      create('CourseDate', { CourseID, StartDate: '2026-05-04T09:00:00', EndDate: '2026-05-05T16:30:00', Places: 4, ...members })
  }
}

export { toldBy }
