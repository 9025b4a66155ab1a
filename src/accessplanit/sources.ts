import { documented } from '../core/basis.ts'

const wiki = 'https://accessplanit.atlassian.net/wiki/spaces/HG/pages'

/** The vendor's pages about version 1. */
export const overviewPage = documented(`${wiki}/423362584`)
export const coursePage = documented(`${wiki}/406814823`)
export const financialPage = documented(`${wiki}/407044197`)
export const userPage = documented(`${wiki}/356089948`)

/** The vendor's pages about version 2, and the client that it publishes. */
export const developerPage = documented(`${wiki}/3215425537`)
export const webhookPage = documented(`${wiki}/3466067969`)
export const vendorClient = documented('https://github.com/accessplanit/api-v2-demo')
export const otherClient = documented('https://github.com/jamesbrittan/accessplanit-demo')

/** The vendor's pages about what shapes the data. */
export const waitingListPage = documented(`${wiki}/424935427`)
export const delegatePage = documented(`${wiki}/83361963`)
export const emailPage = documented(`${wiki}/98795521`)
