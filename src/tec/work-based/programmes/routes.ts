import { decide } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { workBasedPage } from '../../sources.ts'
import { programmeRules } from './rules.ts'
import { ProgrammeVersion, ProgrammeVersionPath } from './schemas.ts'
import { findProgrammeVersion, toProgrammeVersion } from './store.ts'

export async function programmeRoutes (app: App): Promise<void> {
  app.get('/v1.0/programmes/:programmeLocalId/versions/:programmeVersionNumber', operation({
    operationId: 'GetProgrammeVersion',
    summary: 'Get Programme Version',
    description: 'Answers one version of a programme of this TEO.',
    basis: workBasedPage('get-programme-version'),
    rules: programmeRules,
    tag: 'Programmes',
    wire: { params: ProgrammeVersionPath, response: { 200: ProgrammeVersion } }
  }), (request) => decide(request, ({ db, eid, enforce }) => {
    const { programmeLocalId, programmeVersionNumber } = request.params
    const programmeVersion = findProgrammeVersion(db, eid, programmeLocalId, programmeVersionNumber)
    const facts = enforce(programmeRules, { programmeLocalId, programmeVersionNumber, programmeVersion }, 'programmeVersion')
    return toProgrammeVersion(facts.programmeVersion)
  }))
}
