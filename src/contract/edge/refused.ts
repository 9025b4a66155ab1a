import type { Failure } from '../../core/errors.ts'
import type { Official } from '../../http/official.ts'
import type { Operation } from '../../http/operation.ts'
import type { Remark } from '../../sandbox/journal.ts'
import type { Asked } from './arrival.ts'
import { speakingReply } from './spoken.ts'
import { linkUnder } from './to-official.ts'
import type { Translator } from './translator.ts'

/** What changes nothing of a request and of its answer but the names in a refusal. */
const asItIs = (translator: Translator, asked: Asked, remarks: readonly Remark[] = []): Official => ({
  service: translator.service,
  method: asked.method,
  path: asked.prefix + asked.plain.split('?', 1)[0]!,
  bodyShape: () => undefined,
  remarks,
  isTranslated: false,
  checkAddress () {},
  readBody: ({ body }) => body,
  fit: ({ body }) => ({ value: body, faults: [] }),
  admit () {},
  performed () {},
  linkTo: (path) => linkUnder(translator, path, ''),
  reply: speakingReply(translator.wording)
})

export const refused = (translator: Translator, asked: Asked, refusal: Failure): Official => ({ ...asItIs(translator, asked), refusal })

/** An operation of ours that the contract does not have stays where it is: the document may be a part of it all. */
export const notInContract = (translator: Translator, { operationId }: Operation, asked: Asked): Official => asItIs(translator, asked, [{
  kind: 'not-in-contract',
  member: operationId,
  message: `${operationId} is not in ${translator.document.title} ${translator.document.version}; it was served all the same`
}])
