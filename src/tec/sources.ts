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
