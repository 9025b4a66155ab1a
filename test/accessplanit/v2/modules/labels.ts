import t from 'tap'
import { isDocumented } from '../../../../src/core/basis.ts'
import { modules } from '../../../../src/accessplanit/v2/modules/modules.ts'

t.test('A member that no source names is called inferred, and so is a list that no client was seen to ask for', async t => {
  const inferredOf = (module: string) => {
    const { fields } = modules.find(({ name }) => name === module)!
    return [fields.filter(({ basis }) => !isDocumented(basis)).length, fields.length]
  }
  for (const [module, inferred, all] of [
    ['Company', 14, 15], ['Venue', 8, 9], ['Transaction', 5, 6], ['CourseDateSession', 6, 7], ['WebhookInstance', 9, 10], ['Webhook', 4, 5],
    ['Category', 1, 2], ['CompanyGroup', 1, 2], ['CourseDate', 13, 26], ['CourseTemplate', 6, 8], ['Course', 1, 61],
    ['UserCourseDate', 2, 13],
    ['Invoice', 1, 23], ['Communication', 1, 7], ['User', 0, 107]
  ] as const) t.strictSame(inferredOf(module), [inferred, all], module)
  t.strictSame(modules.filter(({ basis }) => !isDocumented(basis)).map(({ name }) => name), [
    'Category', 'Communication', 'Company', 'CompanyGroup', 'CourseDateSession', 'Transaction', 'UserCourseDateClass', 'Venue', 'Webhook',
    'WebhookInstance'
  ])
})
