import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { printed, programOf } from './programs.ts'
import { ofEach, type Subject, type Tool } from './tool.ts'

/** Each looks at the documents alone. */

export const redocly: Tool = {
  title: 'Redocly CLI, recommended',
  package: '@redocly/cli',
  version: '2.77.0',
  check: ofEach(async (installed, subject, { folder }) => {
    const words = ['lint', subject.file, '--extends', 'recommended', '--format', 'json', '--max-problems', '10000']
    const said = await printed(programOf(installed, 'redocly'), words, { cwd: folder, env: { REDOCLY_TELEMETRY: 'off' } })
    const { problems } = JSON.parse(said) as { problems: any[] }
    return {
      tried: operationsIn(subject),
      differences: problems.map(({ ruleId, message, location }) => `${ruleId} at ${location[0].pointer}: ${message}`)
    }
  })
}

export const spectral: Tool = {
  title: 'Spectral, all rules of oas',
  package: '@stoplight/spectral-cli',
  version: '6.16.3',
  check: ofEach(async (installed, subject, { folder }) => {
    writeFileSync(join(folder, 'spectral.yaml'), 'extends: [["spectral:oas", "all"]]\n')
    const words = ['lint', subject.file, '-r', join(folder, 'spectral.yaml'), '-f', 'json', '-q']
    const problems = JSON.parse(await printed(programOf(installed, 'spectral'), words, { cwd: folder })) as any[]
    return {
      tried: operationsIn(subject),
      differences: problems.map(({ code, message, path }) => `${code} at #/${path.join('/')}: ${message}`)
    }
  })
}

export const seriousme: Tool = {
  title: 'openapi-schema-validator',
  package: '@seriousme/openapi-schema-validator',
  version: '2.11.0',
  check: ofEach(async (installed, subject, { folder }) => {
    const { valid, errors } = JSON.parse(await printed(programOf(installed, 'validate-api'), [subject.file], { cwd: folder }))
    const faults = (Array.isArray(errors) ? errors : [errors]).map(it => `${it?.instancePath}: ${it?.message ?? it}`)
    return { tried: operationsIn(subject), differences: valid ? [] : faults }
  })
}

const operationsIn = ({ document }: Subject): number =>
  Object.values<any>(document.paths).reduce((sum, item) => sum + Object.keys(item).length, 0)
