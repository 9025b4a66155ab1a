import { Type, type Static } from '@sinclair/typebox'
import { inferred, type Basis } from '../../../core/basis.ts'
import { enumeration, oneOf, text } from '../../../core/schema.ts'
import { providerBasedPage } from '../../sources.ts'
import { recordSchema, type Collection, type SdrRecord } from '../collections/collection.ts'
import { collections } from '../collections/collections.ts'
import { SubmissionToken } from '../schemas.ts'

const deletePage = providerBasedPage('delete-learner-data-from-the-submission')

/** What uploads records of a collection. */
export const uploadOf = (collection: Collection) => {
  const record = recordSchema(collection)
  return Type.Object({
    submissionToken: SubmissionToken,
    content: Type.Array(record, { description: `The ${collection.noun}s`, 'x-basis': record['x-basis'] })
  }, { title: `${collection.fileType}Upload`, description: `${collection.noun}s of a submission`.replace(/^./, first => first.toUpperCase()) })
}

/** An upload, whatever its collection. */
export interface Upload { submissionToken: string, content: SdrRecord[] }

/** What deletes records of a collection. The page marks no member as required; without them there is nothing to delete. */
export const Deletion = Type.Object({
  submissionToken: SubmissionToken,
  content: Type.Array(Type.Object({
    localId: text({ basis: deletePage, min: 1, description: 'The record to delete', example: 'LEARNER-1' })
  }, { title: 'LocalId', description: 'A record, by its id' }), { description: 'The records', 'x-basis': deletePage })
}, { title: 'Deletion', description: 'What is to be deleted' })

/** What came of each record of a batch. */
const acknowledgement = (title: string, description: string, basis: Basis) => Type.Object({
  submissionToken: Type.Optional(text({ basis, description: 'The submission\'s token' })),
  content: Type.Optional(Type.Array(Type.Object({
    localId: Type.Optional(text({ basis, description: 'The caller\'s id of the record' })),
    errors: Type.Optional(Type.Array(Type.String(), { description: 'What is wrong with it', 'x-basis': basis }))
  }, { title: `${title}Record`, description: 'What came of a record' }), { 'x-basis': basis }))
}, { title, description, 'x-basis': basis })

export const Acknowledgement = acknowledgement('Acknowledgement', 'What was deleted', deletePage)
export type Acknowledgement = Static<typeof Acknowledgement>

export const UploadAcknowledgement = acknowledgement('UploadAcknowledgement', 'What was received',
  inferred('An acknowledgement is documented; its members are those that the page of a deletion shows'))
export type UploadAcknowledgement = Static<typeof UploadAcknowledgement>

const collectionNames = enumeration('CollectionName', 'A file of a return, as paths call it', collections.map(({ name }) => name))

export const ContentsQuery = Type.Object({
  collection: Type.Optional(oneOf(collectionNames, {
    basis: inferred('The address is documented, what it answers is not'), description: 'One collection only', example: 'learners'
  }))
})
