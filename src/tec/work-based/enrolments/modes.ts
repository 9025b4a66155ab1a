import { codeTables } from '../codes.ts'

/** Which modes of delivery an enrolment can have, by all the rules about it. */

export const assessmentAndVerification = 26

interface ModeFacts {
  programmeVersion: { modeOfDeliveryCode: number } | undefined
  /** The enrolment that a sub-enrolment is to have the mode of. */
  overarching?: { modeOfDeliveryCode: number } | undefined
}

const codes = codeTables.modeOfDeliveryCode!.codes

/** Whether a mode is known and goes with the programme, and with the over-arching enrolment if there is one. */
export const modeFits = ({ programmeVersion, overarching }: ModeFacts, mode: number): boolean =>
  Object.hasOwn(codes, String(mode)) &&
  (overarching === undefined || mode === overarching.modeOfDeliveryCode) &&
  (mode !== assessmentAndVerification || programmeVersion === undefined || programmeVersion.modeOfDeliveryCode === mode)

/** The mode that fits best; undefined where none does. */
export function fittingMode (facts: ModeFacts): number | undefined {
  const mode = facts.overarching?.modeOfDeliveryCode ?? facts.programmeVersion?.modeOfDeliveryCode
  return mode !== undefined && modeFits(facts, mode) ? mode : undefined
}
