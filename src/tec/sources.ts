import { documented } from '../core/basis.ts'

const portal = 'https://api-docs.prd.dxs.pub.tec.govt.nz'

/** The guide to getting a token. */
export const eslGuide = documented(`${portal}/docs/ESL-authentication`)

export const errorCodesGuide = documented(`${portal}/docs/provider-based/api-error-codes`)

/** An operation's page of the work-based API, by the last part of its address. */
export const workBasedPage = (slug: string) => documented(`${portal}/api/work-based/${slug}`)

/** TMS vendors who describe what the real API does where TEC's own pages are silent. */
export const vendorWebinar = documented('https://wiki.selma.co.nz/selma-dxp-work-based-training-webinar-july-2025')
export const vendorEnrolmentGuide = documented('https://wiki.selmasis.com/4-setting-up-intake-and-enrolment')

/** An operation's page of the provider-based API, by the last part of its address. */
export const providerBasedPage = (slug: string) => documented(`${portal}/api/provider-based/${slug}`)

/** An article of TEC's knowledge base, by its number. */
export const knowledgeBase = (article: string) =>
  documented(`https://tecknowledgebase.powerappsportals.com/en-nz/knowledgebase/article/${article}`)

/** TMS vendors who describe the Single Data Return and its errors. */
export const vendorErrorGuide = documented('https://wiki.selma.co.nz/sdr-errors-and-how-to-fix-them')
export const vendorFeeGuide = documented('https://wiki.selma.co.nz/?p=1051&post_type=post')

/** A consultant who reports which rules fire wrongly, and why. */
export const vendorRuleReport = documented('http://www.mercury.ac.nz/category/single-data-return/')

/** What changed with the returns of 2025, by TEC and by vendors. */
export const december2025Page = documented('https://www.tec.govt.nz/funding/managing-your-funding/reporting-and-recordkeeping/' +
  'reporting-tools/sdr/completing-your-december-2025-sdr')
export const vendorChangesGuide = documented('https://wiki.selma.co.nz/dxp-sdr')

/** Where the codes of a vendor's release for 2024 are listed, which are TEC's. */
export const codesOf2024 = documented('https://docs.ebs.tribalgroup.com/content/Release%20Notes/4.43/SDR.htm')

export const fundingCategoriesPage =
  documented('https://tec.govt.nz/funding/funding-and-performance/reporting/delivery-classification-guide/')

/** What belongs into a Single Data Return, and what does not. */
export const aboutTheReturn =
  documented('https://tec.govt.nz/funding/funding-and-performance/reporting/sdr/about-the-single-data-return')

/** What TEC checks across returns once they are submitted. */
export const accuracyReport = documented('https://tec.govt.nz/funding/funding-and-performance/reporting/epi-dar/issues/')

/** How learners are held against the National Student Index. */
export const indexGuide = documented('https://applications.education.govt.nz/services-tertiary-education-organisations-steo/' +
  'how-use-steo/single-data-return-general-information')

/** How an enrolment that is withdrawn early is reported. */
export const withdrawalGuide = documented('https://learn.wisenet.co/funding-source-code-31-for-sdr/')

/** Which records a vendor's system reports. */
export const fileGuide = documented('https://learn.wisenet.co/sdr-file-guidelines/')

/** How residency follows from what the index says. */
export const residencyGuide = documented('https://docs.ebs.tribalgroup.com/content/Reference%20Data/Single%20Data%20Return.htm')
