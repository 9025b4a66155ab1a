import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { XMLParser } from 'fast-xml-parser'
import { credentialsOf } from './credentials.ts'
import { forSpecmatic } from './for-specmatic.ts'
import { lack, printed } from './programs.ts'
import { ofEach, type Tool } from './tool.ts'

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', isArray: name => name === 'testcase' })

/** Sends each named example of a document, and holds what is answered to it. */
export const specmatic: Tool = {
  title: 'Specmatic, named examples',
  package: 'specmatic',
  version: '2.55.1',
  lacks: () => lack('java'),
  check: ofEach(async (installed, subject, { fresh, folder }) => {
    const own = join(folder, `specmatic-${subject.name}`)
    mkdirSync(own, { recursive: true })
    const file = join(own, `${subject.name}.json`)
    writeFileSync(file, JSON.stringify(forSpecmatic(subject.document)))
    const jar = join(installed, 'node_modules/specmatic/specmatic.jar')
    const words = ['-jar', jar, 'test', '--strict', `--testBaseURL=${fresh}${subject.mount}`, `--junitReportDir=${own}`, file]
    const said = await printed('java', words, { cwd: own, env: credentialsOf(subject) })
    const report = parser.parse(readFileSync(join(own, 'TEST-junit-jupiter.xml'), 'utf8'))
    const cases = (report.testsuite.testcase ?? []) as any[]
    if (cases.length === 0) throw new Error(said.slice(-500))
    const failed = cases.filter(it => it.failure !== undefined || it.error !== undefined)
    return { tried: cases.length, differences: failed.map(it => `${nameOf(it)}: ${reasonOf(it)}`) }
  })
}

const nameOf = (it: any): string => String(it['system-out'] ?? it.name).match(/display-name: (.*)/)?.[1]?.replace(/^.*contractTest\(\) > /, '') ?? it.name

const reasonOf = ({ failure, error }: any): string =>
  String((failure ?? error)['#text'] ?? (failure ?? error).message ?? failure).replace(/\s*\n\s*/g, ' ').replace(/ at (?:io|java)\..*| Documentation: \S+ Summary: [^.]*\./g, '').slice(0, 600)
