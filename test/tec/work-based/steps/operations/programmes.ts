import fc from 'fast-check'
import { createProgramme, createVersion, updateVersion } from '../../model/programmes.ts'
import { oneOf, programme, rightOr, versionNumber } from '../arguments.ts'
import { dayNear } from '../relative.ts'
import { operation } from '../step.ts'

const onlyKept = { nzscedFieldOfStudy: '040311', creditValue: 260, industryCodes: ['E3242'], occupationCode: '331212' }

const versionArguments = {
  name: oneOf('Plumbing', 'Roofing'),
  studyType: oneOf('NZA', 'IT'),
  mode: rightOr(27, 24, 26),
  expiry: fc.option(dayNear('today', 'planSigned', 'start'), { nil: undefined })
}

const versionBody = ({ name, studyType, mode, expiry }: { name: string, studyType: string, mode: number, expiry: string | undefined }) => ({
  programmeLocalName: name,
  studyTypeCode: studyType,
  modeOfDeliveryCode: mode,
  startDate: '2020-01-01',
  ...(expiry !== undefined && { expiryDate: expiry })
})

export const programmeOperations = {
  createProgramme: operation('createProgramme', {
    programme: oneOf('NEW', 'DEMO-IT'), ...versionArguments
  }, ({ teo }, { programme, ...rest }) => {
    const version = versionBody(rest)
    return {
      method: 'POST',
      path: '/programmes',
      body: { programmeLocalId: programme, ...version, ...onlyKept },
      faults: createProgramme(teo, programme, version)
    }
  }),

  createVersion: operation('createVersion', { programme, ...versionArguments }, ({ teo }, { programme, ...rest }) => {
    const version = versionBody(rest)
    return {
      method: 'POST',
      path: `/programmes/${programme}/versions`,
      body: { ...version, ...onlyKept },
      faults: createVersion(teo, programme, version)
    }
  }),

  updateVersion: operation('updateVersion', { programme, versionNumber, expiry: dayNear('today', 'planSigned', 'start') },
    ({ teo }, { programme, versionNumber, expiry }) => ({
      method: 'PUT',
      path: `/programmes/${programme}/versions/${versionNumber}`,
      body: { expiryDate: expiry },
      faults: updateVersion(teo, programme, versionNumber, expiry)
    }))
}
