import { faultsIn, type DeliveryDetails, type Faults, type Teo } from './world.ts'

export const createDelivery = (teo: Teo, id: string, details: DeliveryDetails): Faults =>
  save(teo, id, details, faultsIn({ offJobDeliveryLocalId: teo.deliveries.has(id) }))

export const updateDelivery = (teo: Teo, id: string, details: DeliveryDetails): Faults =>
  save(teo, id, details, faultsIn({ offJobDeliveryLocalId: !teo.deliveries.has(id) }))

function save ({ enrolments, deliveries }: Teo, id: string, details: DeliveryDetails, found: Faults): Faults {
  const enrolment = enrolments.get(details.enrolmentLocalId)
  const faults = [...new Set([...found, ...faultsIn({
    enrolmentLocalId: !enrolment,
    offJobProviderCode: ![9001, 9002, 9003, 9004, 9005].includes(details.offJobProviderCode)
  })])]
  if (faults.length === 0) deliveries.set(id, { details, enrolment: enrolment! })
  return faults
}

export function deleteDelivery ({ deliveries }: Teo, id: string): Faults {
  return faultsIn({ offJobDeliveryLocalId: !deliveries.delete(id) })
}
