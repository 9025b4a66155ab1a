import type { Example, ExampleRequest, Examples } from '../../core/example.ts'

const hidden: ExampleRequest = {
  method: 'POST',
  path: '/accessplan/api/v2/Course',
  headers: { Authorization: 'Bearer demo-api-key' },
  body: { Label: 'Example', Advertise: false }
}

const get = (path: string): ExampleRequest => ({ method: 'GET', path: `/accessplan/${path}`, headers: {} })

function feed (options: Readonly<Record<string, string>>): ExampleRequest {
  const query = Object.entries({ companyID: '100', courseIDs: '', venueIDs: '', categoryIDs: '', ...options })
  return get(`services/WebIntegration.asmx/GetCourses?${query.map(([name, value]) => `${name}=${value}`).join('&')}`)
}

/** A feed of all, and one of what does not exist. */
const asking = (option: string) => (): Example => ({ given: [], accepted: feed({}), broken: feed({ [option]: 'none' }) })

const handler = 'config/demo/handlers/coursedates.ashx'

export const legacyExamples: Examples = {
  'feed.company-is-training-provider': asking('companyID'),
  'feed.courses-exist': asking('courseIDs'),
  'feed.courses-advertised': () => ({ given: [hidden], accepted: feed({}), broken: feed({ courseIDs: '{ID}' }) }),
  'feed.venues-exist': asking('venueIDs'),
  'feed.categories-exist': asking('categoryIDs'),
  'feed.ids-given': () => ({
    given: [], accepted: get(`${handler}?courseids=&companyid=100`), broken: get(`${handler}?companyid=100`)
  })
}
