import { findModule } from './modules.ts'

/** All modules that the vendor's client names. Of most it says no more. */
export const vendorsNames: readonly string[] = `
  Award AwardFramework AwardingBodyMapping AwardType AwardUserType Basket BasketItem Broadcast BroadcastType BulkEmail BulkEmailLink
  BulkEmailRecipient BulkEmailRecipientEvent Category CategoryType ClassCourseDate Communication Company CompanyCourseOverride
  CompanyGroup CompanyText CompanyUserCourse CompanyWorkingSession ConfigCode Course CourseDate CourseDateBooking CourseDateSession
  CourseFileMetadata CourseTemplate CreditNote Currency CustomFieldMetadata CustomForm CustomListItem Dashboard Discount
  DiscountRule DocumentPackage DocumentTemplate ELearningPackage EmailMessage EmailSubscription EmailTemplate EmailType
  EnquiryQuoteItem EthnicOrigin Fee FileMetadata Gadget2 Industry Invoice InvoiceItem InvoiceLog LegacyReport Login
  ManagerBookableCourseDate ManagerBookableCourseTemplate ManagerCompany ManagerCreditNote ManagerEvaluationRequest ManagerInvoice
  ManagerPlaceholder ManagerUser ManagerUserAward ManagerUserCourse ManagerUserCourseDate ManagerUserCourseDateAuthorisation
  ManagerVoucherMapping Meeting MeetingAttendee ModuleUnit Nationality Note ObjectEventQueue Opportunity OpportunityHistoryItem
  OpportunityItem OpportunityMapping Placeholder PriceScheme PriceSchemeMapping Product ProductMapping Purchase Report RequestsLog
  Resource ResourceAvailability ResourceAvailabilityException ResourceRequirement ResourceRequirementCourseDate ResourceType Role
  SavedForm SessionPlan SessionPlanItem ShoppingBasket3 ShoppingBasket3Item SpecialNeed Survey SurveyAnswer SurveyRecipient
  SystemEventLog Task TaskMapping TaskTemplate TextTemplate TimeZone Token TrainerConfirmation TrainingPointsType Transaction
  TransactionInvoice TransactionMethod User UserAward UserCommunication UserCompany UserCourse UserCourseDate UserCourseDateClass
  UserCourseDateDocuments UserCourseDateELearning UserCourseDateModule UserCourseDateStatusReason UserCourseDateWeb UserNote
  UserRole UserType UserUserType Venue ViabilityItem Voucher VoucherMapping WebCourseDate Webhook WebhookInstance WorkflowTemplate`.trim().split(/\s+/)

/** Of these the client has the names because it calls them so; they hold no records. */
const calls: readonly string[] = ['Login', 'Token']

/** Whether a name is such a call, in any case. */
export const isCall = (name: string): boolean => calls.some(it => it.toLowerCase() === name.toLowerCase())

/** The modules of which no source says anything but the name. */
export const namesOnly: readonly string[] = vendorsNames.filter(name => !calls.includes(name) && findModule(name) === undefined)

/** The name of such a module, by the name in any case. */
export const findName = (name: string | undefined): string | undefined =>
  namesOnly.find(it => it.toLowerCase() === name?.toLowerCase())
