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
