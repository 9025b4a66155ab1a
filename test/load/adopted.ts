import { anotherContract } from '../contract/another-contract.ts'

/** Contracts whose lists are as long as the sandbox's own: in one, members are only called otherwise; in the other, more has to change. */

const names = { FirstName: 'GivenNames', Forenames: 'GivenNames', Surname: 'FamilyName', Email: 'EmailAddress', results: 'records' }

const basePaths = { v1: '/tenant/api/v1', v2: '/tenant' }

/** By their versions. */
export const onlyRenamed = (version: 'v1' | 'v2'): object =>
  anotherContract({ service: `accessplanit-${version}`, basePath: basePaths[version], names })

/** The same with a member that the sandbox does not have, so that what was kept of each record is looked for. */
export const withMore = (version: 'v1' | 'v2'): object => anotherContract({
  service: `accessplanit-${version}`,
  basePath: basePaths[version],
  names,
  change (document) {
    for (const schema of Object.values<any>(document.components.schemas)) {
      if (schema.properties?.FamilyName) schema.properties.TenantRegion = { type: 'string' }
    }
  }
})
