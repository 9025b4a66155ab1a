import { inferred } from '../../../core/basis.ts'
import { decide, type World } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { workBasedPage } from '../../sources.ts'
import { apprenticeship } from '../statuses.ts'
import { createProgrammeRules, createVersionRules, getProgrammeVersionRules, updateVersionRules } from './rules.ts'
import {
  CreateProgrammeRequest, CreateProgrammeVersionRequest, ProgrammePath, ProgrammeVersion, ProgrammeVersionPath, ProgrammeVersionUpdate
} from './schemas.ts'
import { findLatestVersion, findProgrammeOfName, findProgrammeVersion, insertProgrammeVersion, toProgrammeVersion, updateProgrammeVersion } from './store.ts'

const tag = 'Programmes'
const vendors = inferred('A vendor creates and updates programmes; the page was not seen')

type NewVersion = Omit<ProgrammeVersion, 'programmeVersionNumber'>

/** Neither member's name is public, so a client that sends neither is served: the version starts today, and is of an apprenticeship. */
const complete = ({ today }: World, version: Omit<NewVersion, 'startDate' | 'studyTypeCode'> & Partial<NewVersion>): NewVersion =>
  ({ ...version, startDate: version.startDate ?? today, studyTypeCode: version.studyTypeCode ?? apprenticeship })

/** What the rules of a new version read. */
const gather = ({ db, eid }: World, version: NewVersion) => ({
  ...version,
  expiryDate: version.expiryDate,
  latestVersion: findLatestVersion(db, eid, version.programmeLocalId) ?? null,
  programmeOfThatName: findProgrammeOfName(db, eid, version.programmeLocalName, version.programmeLocalId)
})

const named = ({ db, eid }: World, programmeLocalId: string, programmeVersionNumber: number) => ({
  programmeLocalId,
  programmeVersionNumber,
  programmeVersion: findProgrammeVersion(db, eid, programmeLocalId, programmeVersionNumber)
})

/** Stores a version and answers it as the API shows it. */
function add ({ db, eid }: World, version: NewVersion, programmeVersionNumber: number) {
  insertProgrammeVersion(db, eid, { ...version, programmeVersionNumber })
  return toProgrammeVersion(findProgrammeVersion(db, eid, version.programmeLocalId, programmeVersionNumber)!)
}

export async function programmeRoutes (app: App): Promise<void> {
  app.post('/v1.0/programmes', operation({
    operationId: 'CreateProgramme',
    summary: 'Create Programme',
    description: 'Creates a programme with its version 1.',
    basis: vendors,
    rules: createProgrammeRules,
    tag,
    wire: { body: CreateProgrammeRequest, response: { 201: ProgrammeVersion } }
  }), (request, reply) => {
    reply.code(201)
    return decide(request, (world) => {
      const version = complete(world, request.body)
      world.enforce(createProgrammeRules, gather(world, version))
      return add(world, version, 1)
    })
  })

  app.post('/v1.0/programmes/:programmeLocalId/versions', operation({
    operationId: 'CreateProgrammeVersion',
    summary: 'Create Programme Version',
    description: 'Adds a version to a programme; its number is the next one.',
    basis: vendors,
    rules: createVersionRules,
    tag,
    wire: { params: ProgrammePath, body: CreateProgrammeVersionRequest, response: { 201: ProgrammeVersion } }
  }), (request, reply) => {
    reply.code(201)
    return decide(request, (world) => {
      const version = complete(world, { ...request.body, programmeLocalId: request.params.programmeLocalId })
      const { latestVersion } = world.enforce(createVersionRules, gather(world, version), 'latestVersion')
      return add(world, version, latestVersion + 1)
    })
  })

  app.get('/v1.0/programmes/:programmeLocalId/versions/:programmeVersionNumber', operation({
    operationId: 'GetProgrammeVersion',
    summary: 'Get Programme Version',
    description: 'Answers one version of a programme of this TEO.',
    basis: workBasedPage('get-programme-version'),
    rules: getProgrammeVersionRules,
    tag,
    wire: { params: ProgrammeVersionPath, response: { 200: ProgrammeVersion } }
  }), (request) => decide(request, (world) => {
    const { programmeLocalId, programmeVersionNumber } = request.params
    const facts = world.enforce(getProgrammeVersionRules, named(world, programmeLocalId, programmeVersionNumber), 'programmeVersion')
    return toProgrammeVersion(facts.programmeVersion)
  }))

  app.put('/v1.0/programmes/:programmeLocalId/versions/:programmeVersionNumber', operation({
    operationId: 'UpdateProgrammeVersion',
    summary: 'Update Programme Version',
    description: 'Changes the maximum programme fee and the expiry date. Nothing else of a version can change; other members are ignored.',
    basis: vendors,
    rules: updateVersionRules,
    tag,
    wire: { params: ProgrammeVersionPath, body: ProgrammeVersionUpdate, response: { 200: ProgrammeVersion } }
  }), (request) => decide(request, (world) => {
    const { programmeLocalId, programmeVersionNumber } = request.params
    world.enforce(updateVersionRules, { ...named(world, programmeLocalId, programmeVersionNumber), update: request.body }, 'programmeVersion')
    const { db, eid } = world
    updateProgrammeVersion(db, { eid, programmeLocalId, programmeVersionNumber, expiryDate: null, maximumProgrammeFee: null, ...request.body })
    return toProgrammeVersion(findProgrammeVersion(db, eid, programmeLocalId, programmeVersionNumber)!)
  }))
}
