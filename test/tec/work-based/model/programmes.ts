import type { Day } from './days.ts'
import { faultsIn, type Faults, type Teo, type Version, type VersionDetails } from './world.ts'

const versionsOf = ({ versions }: Teo, programme: string): Version[] =>
  [...versions.values()].filter(it => it.programmeLocalId === programme)

const detailFaults = (
  { versions }: Teo, programme: string, { programmeLocalName, modeOfDeliveryCode }: VersionDetails
): Faults => faultsIn({
  programmeLocalName: [...versions.values()].some(it => it.programmeLocalName === programmeLocalName && it.programmeLocalId !== programme),
  modeOfDeliveryCode: ![24, 25, 26].includes(modeOfDeliveryCode)
})

/** A programme comes with its version 1; it is there already where it has one. */
export const createProgramme = (teo: Teo, programme: string, details: VersionDetails): Faults =>
  add(teo, programme, details, 1, faultsIn({ programmeLocalId: versionsOf(teo, programme).length > 0 }))

export function createVersion (teo: Teo, programme: string, details: VersionDetails): Faults {
  const { length } = versionsOf(teo, programme)
  return add(teo, programme, details, length + 1, faultsIn({ programmeLocalId: length === 0 }))
}

function add (teo: Teo, programmeLocalId: string, details: VersionDetails, programmeVersionNumber: number, faults: Faults): Faults {
  faults.push(...detailFaults(teo, programmeLocalId, details))
  if (faults.length === 0) {
    teo.versions.set(`${programmeLocalId}/${programmeVersionNumber}`, { programmeLocalId, programmeVersionNumber, ...details })
  }
  return faults
}

export function updateVersion ({ versions }: Teo, programme: string, number: number, expiryDate: Day): Faults {
  const version = versions.get(`${programme}/${number}`)
  if (version) version.expiryDate = expiryDate
  return faultsIn({ programmeLocalId: !version })
}

export const isActiveOn = ({ startDate, expiryDate }: Version, day: Day): boolean =>
  startDate <= day && (expiryDate === undefined || day <= expiryDate)
