import { inferred } from '../../../core/basis.ts'
import type { Context } from '../../../http/context.ts'
import { tecOperation, type TecCaller } from '../../caller.ts'
import { workBasedPage } from '../../sources.ts'
import { findAlike } from '../alike.ts'
import { alsoBy } from '../also-by.ts'
import { inCapitals } from '../codes.ts'
import { apprenticeship } from '../statuses.ts'
import { programmeUpdate } from './readings.ts'
import { createProgrammeRules, createVersionRules, getProgrammeVersionRules, updateVersionRules } from './rules.ts'
import {
  CreateProgrammeRequest, CreateProgrammeVersionRequest, ProgrammePath, ProgrammeVersion, ProgrammeVersionPath, ProgrammeVersionUpdate
} from './schemas.ts'
import {
  findLatestVersion, findAlikeName, findProgrammeOfName, findProgrammeVersion, insertProgrammeVersion, toProgrammeVersion,
  updateProgrammeVersion
} from './store.ts'

const tag = 'Programmes'
const vendors = inferred('A vendor creates and updates programmes; the page was not seen')

type NewVersion = Omit<ProgrammeVersion, 'programmeVersionNumber'>

/** A mode has to be given; a rule says so. */
type CompletedVersion = Omit<NewVersion, 'modeOfDeliveryCode'> & { modeOfDeliveryCode?: number | undefined }

/** Neither member's name is public, so a client that sends neither is served: the version starts today, and is of an apprenticeship. */
const complete = (
  { today }: Context<TecCaller>, version: Omit<NewVersion, 'startDate' | 'studyTypeCode' | 'modeOfDeliveryCode'> & Partial<NewVersion>
): CompletedVersion => ({
  ...version, startDate: version.startDate ?? today, studyTypeCode: version.studyTypeCode ?? apprenticeship
})

/** What the rules of a new version read. */
const gather = ({ db, caller: { eid }, today }: Context<TecCaller>, version: CompletedVersion) => ({
  eid,
  ...version,
  modeOfDeliveryCode: version.modeOfDeliveryCode ?? null,
  today,
  expiryDate: version.expiryDate,
  latestVersion: findLatestVersion(db, eid, version.programmeLocalId) ?? null,
  alikeName: findAlikeName(db, version.programmeLocalName, version.programmeLocalName, eid, version.programmeLocalId),
  programmeOfThatName: findProgrammeOfName(db, eid, version.programmeLocalName, version.programmeLocalId)
})

const byLocalId = ({ db, caller: { eid } }: Context<TecCaller>, programmeLocalId: string, programmeVersionNumber: number) => ({
  eid,
  programmeLocalId,
  programmeVersionNumber,
  programmeVersion: findProgrammeVersion(db, eid, programmeLocalId, programmeVersionNumber)
})

/** Stores a version and answers it as the API shows it. */
function add ({ db, caller: { eid } }: Context<TecCaller>, version: NewVersion, programmeVersionNumber: number) {
  insertProgrammeVersion(db, eid, { ...version, programmeVersionNumber })
  return toProgrammeVersion(findProgrammeVersion(db, eid, version.programmeLocalId, programmeVersionNumber)!)
}

export const programmeOperations = [
  tecOperation({
    operationId: 'CreateProgramme',
    summary: 'Create Programme',
    description: 'Creates a programme with its version 1.',
    basis: vendors,
    method: 'POST',
    path: '/v1.0/programmes',
    tag,
    wire: { body: CreateProgrammeRequest, response: { 201: ProgrammeVersion } },
    status: 201,
    rules: createProgrammeRules,
    perform (context, { body }) {
      const { db, caller: { eid }, enforce } = context
      const version = complete(context, inCapitals(context, body, 'studyTypeCode'))
      const alikeId = findAlike.programmeVersion(db, { eid, id: body.programmeLocalId })
      const { modeOfDeliveryCode } = enforce(createProgrammeRules, { ...gather(context, version), alikeId }, 'modeOfDeliveryCode')
      return add(context, { ...version, modeOfDeliveryCode }, 1)
    }
  }),

  tecOperation({
    operationId: 'CreateProgrammeVersion',
    summary: 'Create Programme Version',
    description: 'Adds a version to a programme; its number is the next one.',
    basis: vendors,
    method: 'POST',
    path: '/v1.0/programmes/:programmeLocalId/versions',
    tag,
    wire: { params: ProgrammePath, body: CreateProgrammeVersionRequest, response: { 201: ProgrammeVersion } },
    status: 201,
    rules: createVersionRules,
    perform (context, { params, body }) {
      const { enforce } = context
      const version = complete(context, { ...inCapitals(context, body, 'studyTypeCode'), programmeLocalId: params.programmeLocalId })
      const { latestVersion, modeOfDeliveryCode } =
        enforce(createVersionRules, gather(context, version), 'latestVersion', 'modeOfDeliveryCode')
      return add(context, { ...version, modeOfDeliveryCode }, latestVersion + 1)
    }
  }),

  tecOperation({
    operationId: 'GetProgrammeVersion',
    summary: 'Get Programme Version',
    description: 'Answers one version of a programme of this TEO.',
    basis: workBasedPage('get-programme-version'),
    method: 'GET',
    path: '/v1.0/programmes/:programmeLocalId/versions/:programmeVersionNumber',
    tag,
    wire: { params: ProgrammeVersionPath, response: { 200: ProgrammeVersion } },
    status: 200,
    rules: getProgrammeVersionRules,
    perform (context, { params }) {
      const { enforce } = context
      const { programmeLocalId, programmeVersionNumber } = params
      const facts = enforce(getProgrammeVersionRules, byLocalId(context, programmeLocalId, programmeVersionNumber), 'programmeVersion')
      return toProgrammeVersion(facts.programmeVersion)
    }
  }),

  tecOperation({
    operationId: 'UpdateProgrammeVersion',
    summary: 'Update Programme Version',
    description: 'Changes the maximum programme fee and the expiry date. Nothing else of a version can change.',
    basis: vendors,
    method: 'PUT',
    alsoBy: alsoBy('PUT'),
    path: '/v1.0/programmes/:programmeLocalId/versions/:programmeVersionNumber',
    tag,
    wire: { params: ProgrammeVersionPath, body: ProgrammeVersionUpdate, response: { 200: ProgrammeVersion } },
    status: 200,
    rules: updateVersionRules,
    perform (context, { params, body }) {
      const { db, caller: { eid }, today, enforce, reading } = context
      const { programmeLocalId, programmeVersionNumber } = params
      const found = byLocalId(context, programmeLocalId, programmeVersionNumber)
      enforce(updateVersionRules, {
        ...found,
        current: found.programmeVersion && toProgrammeVersion(found.programmeVersion),
        update: body,
        refusesChanges: reading(programmeUpdate) === 'refused',
        today
      }, 'programmeVersion')
      const { expiryDate = null, maximumProgrammeFee = null } = body
      updateProgrammeVersion(db, { eid, programmeLocalId, programmeVersionNumber, expiryDate, maximumProgrammeFee })
      return toProgrammeVersion(findProgrammeVersion(db, eid, programmeLocalId, programmeVersionNumber)!)
    }
  })
]
