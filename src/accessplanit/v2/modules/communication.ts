import { inferred } from '../../../core/basis.ts'
import { communicationKind } from '../../platform/people/kinds.ts'
import { field, seenAre, unseenList, type Module } from '../field.ts'

const textsOnly = inferred('Texts were seen to be sent; whether numbers are taken was not')

export const communication: Module = {
  name: 'Communication',
  description: 'What was said to somebody, for the record',
  basis: unseenList,
  from: 'communication',
  kind: communicationKind,
  key: 'communication.id',
  canCreate: true,
  canDelete: true,
  fields: seenAre('MappedIDType MappedID CommunicationTypeID Subject Body', [
    field('ID', 'text', 'communication.id', { column: 'id' }),
    field('MappedIDType', 'text', 'communication.mappedType', { column: 'mappedType', required: true }),
    field('MappedID', 'text', 'communication.mappedId', { column: 'mappedId', required: true, form: textsOnly }),
    field('CommunicationTypeID', 'text', 'communication.communicationTypeId', { column: 'communicationTypeId', form: textsOnly }),
    field('Subject', 'text', 'communication.subject', { column: 'subject' }),
    field('Body', 'text', 'communication.body', { column: 'body' }),
    field('DateCreated', 'dateTime', 'communication.dateCreated')
  ]),
  rules: communicationKind.rules.create
}
