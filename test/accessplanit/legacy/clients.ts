import { read, within } from './feeds.ts'

/** Three clients of the feeds, in our own words: what each sends, what it reads, and where it gives up. */

const element = (record: any, name: string): string => {
  if (record[name] === undefined) throw new Error(`no ${name}`)
  return record[name]
}

/** A college's site: one call a course, by cron. It looks at no status, and reads nine members of each date without a guard. */
export class CollegeSite {
  readonly #service: string
  constructor (server: string) { this.#service = `${server}/accessplan/services/WebIntegration.asmx` }

  async #ask (operation: string, course: string): Promise<any> {
    const query = `CompanyID=100&courseIDs=${course}&venueIDs=&categoryIDs=`
    return read(await (await fetch(`${this.#service}/${operation}?${query}`)).text())
  }

  /** Whether an editor may make a page about a course. */
  exists = async (course: string): Promise<boolean> =>
    within((await this.#ask('GetCourses', course)).ArrayOfWICourse, 'WICourse').length > 0

  async dates (course: string) {
    const found = element((await this.#ask('GetCoursesPackage', course)).WICoursesPackage, 'Dates')
    return within(found, 'WICourseDate').map(date => ({
      id: element(date, 'CourseDateID'),
      course: element(date, 'CourseID'),
      cost: Number(element(date, 'Cost')),
      start: Date.parse(`${element(date, 'StartDate')}Z`),
      end: Date.parse(`${element(date, 'EndDate')}Z`),
      spaces: Number.parseInt(element(date, 'SpacesAvailable')),
      status: element(date, 'Status'),
      book: element(date, 'BookNowURL'),
      enquire: element(date, 'EnquireURL')
    }))
  }

  /** The one that the page shows: the first that is Available. */
  next = async (course: string) => (await this.dates(course)).find(({ status }) => status === 'Available')
}

const sailingNamespace = 'AccessPlanIT.Accessplan.Web.Services'

/** One that gathers courses of many providers: one call for all of a company, the namespace matched, non-2xx passed over. */
export async function gatherCourses (server: string, company: string) {
  const query = `companyID=${company}&venueIDs=&categoryIDs=&courseIDs=`
  const reply = await fetch(`${server}/accessplan/services/WebIntegration.asmx/GetCoursesPackage?${query}`, {
    headers: { Referer: 'https://example.org/courses', 'User-Agent': 'gatherer/1.0' }
  })
  if (!reply.ok) return []
  const { WICoursesPackage: root } = read(await reply.text())
  if (root.xmlns !== sailingNamespace) return []
  const courses = new Map(within(root.Courses, 'WICourse').map(it => [it.CourseID, it]))
  return within(root.Dates, 'WICourseDate').filter(({ Status }) => Status.toLowerCase() !== 'cancelled').map(date => {
    const course = courses.get(date.CourseID)
    return {
      name: course.Label as string,
      price: Number.parseFloat(date.Cost || course.Cost),
      currency: (date.Currency || course.Currency || 'GBP') as string,
      starts: date.StartDate as string,
      book: date.BookNowURL as string
    }
  })
}

/** An arts university's class: attributes, each date with its venue looked up; an answer of 400 or more, or of nothing, is an error. */
export async function showCourse (server: string, course: string, company: string) {
  const reply = await fetch(`${server}/accessplan/config/arts/handlers/coursedates.ashx?courseids=${course}&companyid=${company}`)
  const text = await reply.text()
  if (reply.status >= 400 || text === '') return { title: 'Error loading information', dates: [] }
  const { courses: root } = read(text)
  const shown = within(root, 'course')[0]
  if (!shown) return { title: 'Error loading information', dates: [] }
  const venues = within(root.venues, 'venue')
  const venueOf = (id: string) => {
    const found = venues.find(({ venueid }) => venueid === id)
    if (!found) throw new Error(`no venue ${id}`)
    return { name: found.name, isOnMap: found.lat !== '0' }
  }
  return {
    title: shown.label as string,
    description: String(shown.description).replace(/<[^>]*>/g, ''),
    tutors: within(root.tutors, 'tutor').map(({ name }) => name as string),
    dates: Object.values<any>(within(shown, 'dates').length > 0 || typeof shown.dates === 'object' ? shown.dates : {}).flat()
      .filter(({ status }) => status.toLowerCase() !== 'cancelled')
      .map(date => ({
        when: `${date.dayofweek} ${date.startdate} to ${date.enddate}, ${date.starttime} to ${date.endtime}, ${date.duration}`,
        price: Math.round(Number(date.cost)),
        venue: venueOf(date.venueid),
        basket: date.bookable === 'false' ? undefined : `/accessplan/checkout/AddItems?coursedateid=${date.coursedateid}`
      }))
  }
}
