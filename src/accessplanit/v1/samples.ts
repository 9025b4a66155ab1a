import type { ExampleScene, OperationExamples } from '../../http/operation-example.ts'
import {
  findBooked, findCustomer, findGroup, findInvoice, findOpenCourse, findOtherTrainer, findServiceUser, findUnpaidInvoice, findUserToBook,
  findVenue, freeAddress, type SampleCourse
} from '../platform/sample-records.ts'

/** A request of each operation that the platform accepts as it is. */

const courseIn = ({ sandbox, db }: ExampleScene): Partial<SampleCourse> => findOpenCourse(db, sandbox.clock.now()) ?? {}

const onCourse = (scene: ExampleScene) => ({ params: { courseDateId: courseIn(scene).id } })
const onTemplate = (scene: ExampleScene) => {
  const { companyId, courseId } = courseIn(scene)
  return { params: { companyId, courseTemplateId: courseId } }
}
const onCompany = ({ db }: ExampleScene) => ({ params: { companyId: findCustomer(db)?.id } })
const onUser = (scene: ExampleScene) => ({ params: { userId: findBooked(scene.db, courseIn(scene).id) } })
const onInvoice = ({ db }: ExampleScene) => ({ params: { invoiceId: findUnpaidInvoice(db)?.id ?? findInvoice(db) } })

const newCourse = ({ day }: ExampleScene) => ({
  Name: 'Evening group',
  StartDate: `${day(30)}T09:00:00`,
  EndDate: `${day(30)}T16:30:00`,
  Status: 'Available',
  MaxPlaces: 12,
  MinPlaces: 3
})

const courses: OperationExamples = {
  ListCourseTemplates: scene => ({ params: { companyId: courseIn(scene).companyId } }),
  GetCourseTemplate: onTemplate,
  GetCourseDate: onCourse,
  CreateCourseDate: scene => ({ body: { CourseTemplateID: courseIn(scene).courseId, ...newCourse(scene) } }),
  CreateCourseDateOfTemplate: scene => ({ ...onTemplate(scene), body: newCourse(scene) }),
  UpdateCourseDate (scene) {
    const { startDate, endDate, maxPlaces = 0 } = courseIn(scene)
    return { ...onCourse(scene), body: { StartDate: startDate, EndDate: endDate, Status: 'Available', MaxPlaces: maxPlaces + 2 } }
  },
  AssignVenue: scene => ({ params: { ...onCourse(scene).params, venueId: findVenue(scene.db) } }),
  AssignTrainer (scene) {
    const { id } = courseIn(scene)
    return { params: { courseDateId: id, trainerId: findOtherTrainer(scene.db, id) } }
  }
}

const delegates: OperationExamples = {
  ListDelegatesOfCourse: onCourse,
  RegisterDelegate: scene =>
    ({ ...onCourse(scene), body: { UserID: findUserToBook(scene.db, courseIn(scene).id)?.id, Status: 'Booked', PONumber: 'PO-1001' } }),
  UpdateDelegate (scene) {
    const { id } = courseIn(scene)
    return { params: { courseDateId: id, delegateId: `${findBooked(scene.db, id)}~${id}` }, body: { PONumber: 'PO-1001' } }
  }
}

const finance: OperationExamples = {
  GetInvoice: onInvoice,
  UpdateInvoice: scene => ({ ...onInvoice(scene), body: { DateDue: `${scene.day(30)}T00:00:00`, PONumber: 'PO-1001' } }),
  ListInvoiceItems: onInvoice,
  LogTransaction ({ db, day }) {
    const { id, outstanding = 0 } = findUnpaidInvoice(db) ?? {}
    return {
      body: { InvoiceID: id, Amount: Math.min(outstanding, 5000), Date: `${day(0)}T00:00:00`, Method: 'Card', Reference: 'Deposit' }
    }
  }
}

const people: OperationExamples = {
  GetUser: onUser,
  CreateUser: ({ db }) => ({
    body: { Forenames: 'Aroha', Surname: 'Ngata', EmailAddress: freeAddress(db), Town: 'Nelson', MainAccountID: findCustomer(db)?.id }
  }),
  UpdateUser: scene => ({ ...onUser(scene), body: { Forenames: 'Aroha', Surname: 'Ngata', JobTitle: 'Site manager' } }),
  GetCompany: onCompany,
  CreateCompany: ({ db }) => ({
    body: { Name: 'Tasman Bay Builders Ltd', EmailAddress: 'office@tasmanbay.example', Town: 'Nelson', AccountGroupIDs: [findGroup(db)] }
  }),
  UpdateCompany: scene => ({ ...onCompany(scene), body: { Address: '12 Trafalgar Street', Town: 'Nelson', Country: 'New Zealand' } })
}

export const v1Samples: OperationExamples = {
  RequestToken: ({ db }) => ({
    body: { grant_type: 'password', username: findServiceUser(db)?.id, password: findServiceUser(db)?.password }
  }),
  ...courses,
  ...delegates,
  ...finance,
  ...people
}
