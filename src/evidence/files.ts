import { askBy } from '../library/ask.ts'
import { placeOf } from '../library/connect.ts'
import { serverAt } from '../library/server-at.ts'
import { gather, type Gathered } from './gather.ts'
import { evidenceAsJunit } from './junit.ts'
import { evidenceAsHtml } from './page.ts'
import type { Evidence } from './shape.ts'

export interface EvidenceFiles {
  readonly evidence: Evidence
  /** By the names of the files, what is in them. */
  readonly files: Readonly<Record<'evidence.html' | 'evidence.json' | 'evidence.xml' | 'journal.har', string>>
}

/** The evidence of the sandbox at a URL, gathered at a time that is given. Throws SandboxError where it is refused. */
export async function evidenceFiles (url: string, adminToken: string | undefined, gathered: string): Promise<EvidenceFiles> {
  const { server, prefix } = placeOf(url)
  return filesOf(await gather(askBy(serverAt(server, adminToken).sendUnder(prefix)), server, gathered))
}

export const filesOf = ({ evidence, archive }: Gathered): EvidenceFiles => ({
  evidence,
  files: {
    'evidence.html': evidenceAsHtml(evidence),
    'evidence.json': `${JSON.stringify(evidence, null, 2)}\n`,
    'evidence.xml': evidenceAsJunit(evidence),
    'journal.har': `${JSON.stringify(archive, null, 1)}\n`
  }
})
