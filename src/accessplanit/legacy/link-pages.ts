import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import { text } from '../../core/schema.ts'
import type { Answer } from '../../http/answer.ts'
import type { Context } from '../../http/context.ts'
import { operation, type Operation } from '../../http/operation.ts'
import { courseDateExists } from '../platform/courses/rules.ts'
import { findCourseDate, type CourseDate } from '../platform/courses/store.ts'
import { inWords } from '../platform/local-time.ts'
import { escapeHtml, pageOf } from './page.ts'
import { artsClient, collegeClient } from './sources.ts'

/** The pages that the feeds link to. What the real ones look like is not the point: whoever follows a link sees where it leads. */

const basis = inferred('The feeds and websites link to it; what it shows is not seen')

/** An id within a query; of one that is sent twice the last counts. */
const option = (description: string, example: string, of = collegeClient) =>
  Type.Optional({ ...text({ basis: of, description, example }), 'x-repeated': 'last' } as ReturnType<typeof text>)

const term = (name: string, value: string | number): string => `<dt>${name}</dt><dd>${escapeHtml(String(value))}</dd>`

function factsAbout ({ id, startDate, endDate, status, maxPlaces, taken, netCost }: CourseDate): string {
  return `<dl>${[
    term('Date', id), term('From', inWords(startDate)), term('To', inWords(endDate)), term('Status', status),
    term('Places left', `${Math.max(0, maxPlaces - taken)} of ${maxPlaces}`), term('Cost without tax', (netCost / 100).toFixed(2))
  ].join('\n')}</dl>`
}

/** A page about a date of a course, which has to exist. */
function pageAbout (context: Context, given: string | undefined, title: string, sentence: string): Answer {
  const id = given?.trim() ?? ''
  const { found } = context.enforce([courseDateExists], { id, found: findCourseDate(context.db, id) }, 'found')
  return pageOf(`${title}: ${found.name}`, `<p>${sentence}</p>\n${factsAbout(found)}`)
}

const booking = 'On a real platform people book this course here. This page books nothing: book in the sandbox with the basket of ' +
  'version 2, <code>POST /accessplan/apibasket/v2/basket/{userID}/{itemID}/12</code>.'

const waiting = 'On a real platform people join the waiting list of this course here. This page changes nothing: in the sandbox, ' +
  'book it with the basket of version 2, which puts on the waiting list who finds no place.'

const enquiry = 'On a real platform people ask the training provider about this course here. This page sends nothing to anybody.'

const common = {
  basis,
  method: 'GET',
  tag: 'Pages',
  isOpen: true,
  status: 200,
  gives: ['text/html'],
  refusesIn: ['text/html'],
  rules: [courseDateExists]
} as const

const response = {
  200: Type.String({ description: 'A page' }),
  404: Type.String({ description: 'A page that says that there is no such course' })
}

export const linkPages: readonly Operation[] = [
  operation({
    ...common,
    operationId: 'ShowCourseBooker',
    summary: 'Look at where a course is booked',
    description: 'A page for people, to which BookNowURL leads.',
    path: '/clientinput/course/coursebooker.aspx',
    wire: {
      querystring: Type.Object({
        coursedateid: option('Id of the date', '5014'), waitinglist: option('1 to join the waiting list', '1')
      }),
      response
    },
    perform: (context, { query }) => query.waitinglist === '1'
      ? pageAbout(context, query.coursedateid, 'Waiting list', waiting)
      : pageAbout(context, query.coursedateid, 'Book', booking)
  }),

  operation({
    ...common,
    operationId: 'ShowContactCompany',
    summary: 'Look at where a training provider is asked about a course',
    description: 'A page for people, to which EnquireURL leads.',
    path: '/clientinput/company/contactcompany.aspx',
    wire: {
      querystring: Type.Object({ contacttype: option('Kind of contact', '8'), coursecalid: option('Id of the date', '5014') }),
      response
    },
    perform: (context, { query }) => pageAbout(context, query.coursecalid, 'Enquire', enquiry)
  }),

  operation({
    ...common,
    operationId: 'ShowAddItems',
    summary: 'Look at where a course is put into a basket',
    description: 'A page for people, to which websites link.',
    path: '/checkout/AddItems',
    wire: { querystring: Type.Object({ coursedateid: option('Id of the date', '5014', artsClient) }), response },
    perform: (context, { query }) => pageAbout(context, query.coursedateid, 'Book', booking)
  })
]
