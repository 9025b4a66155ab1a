import { faultsIn, isOpen, type DeliveryDetails, type Faults, type Teo } from './world.ts'

export const createDelivery = (teo: Teo, id: string, details: DeliveryDetails): Faults =>
  save(teo, id, details, faultsIn({ offJobDeliveryLocalId: teo.deliveries.has(id) }))

/** An enrolment that is Withdrawn or Completed neither gets a delivery nor loses one. */
export function updateDelivery (teo: Teo, id: string, details: DeliveryDetails): Faults {
  const delivery = teo.deliveries.get(id)
  return save(teo, id, details, faultsIn({ offJobDeliveryLocalId: !delivery, enrolmentLocalId: delivery && !isOpen(delivery.enrolment) }))
}

function save ({ enrolments, deliveries }: Teo, id: string, details: DeliveryDetails, found: Faults): Faults {
  const enrolment = enrolments.get(details.enrolmentLocalId)
  const faults = [...new Set([...found, ...faultsIn({
    enrolmentLocalId: !enrolment || !isOpen(enrolment),
    offJobProviderCode: details.offJobProviderCode < 1 || details.offJobProviderCode > 9999
  })])]
  if (faults.length === 0) deliveries.set(id, { details, enrolment: enrolment! })
  return faults
}

export function deleteDelivery ({ deliveries }: Teo, id: string): Faults {
  return faultsIn({ offJobDeliveryLocalId: !deliveries.delete(id) })
}
