import { Type, type Static } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { published, text } from '../core/schema.ts'
import { Clock, about, one } from './schemas.ts'

const bytes = (description: string) => Type.Integer({ description, 'x-basis': ours })

export const Nothing = Type.Null({ description: 'Done' })

export const SnapshotBody = Type.Object({
  id: Type.Optional(text(about('Its name; the next of snapshot-1, snapshot-2 …, if left out', 'before-transfer')))
}, { title: 'NewSnapshot', description: 'What a snapshot is to be called', additionalProperties: false })
export type SnapshotBody = Static<typeof SnapshotBody>

export const SnapshotPath = Type.Object({ id: text(about('Id of the snapshot, or last', 'last')) })

export const Snapshot = Type.Object({
  id: text(about('Its name', 'before-transfer')),
  at: text(about('The moment in the sandbox at which it was taken', '2026-03-02T09:00:00+13:00')),
  fixture: text(about('What the sandbox had begun with', 'demo')),
  bytes: bytes('What it takes')
}, { title: 'Snapshot', description: 'A saved state of a sandbox' })

export const SnapshotList = Type.Object({
  total: Type.Integer({ description: 'How many there are', 'x-basis': ours }),
  bytes: bytes('What they take together'),
  mostBytes: bytes('What they may take together'),
  snapshots: Type.Array(Snapshot, { description: 'The oldest first', 'x-basis': ours }),
  unusable: Type.Optional(Type.Array(Type.Object({
    id: text(about('Its name', 'before-transfer')),
    because: text(about('The file, and what is wrong with it', '/data/default@before-transfer.state: it is empty'))
  }, { title: 'UnusableSnapshot', description: 'One whose file does not say what state it is' }), {
    description: 'Those of the data folder that cannot be restored, if there are any; each can be deleted', 'x-basis': ours
  }))
}, { title: 'Snapshots', description: 'The saved states of the sandbox' })

const value = (description: string) => Type.Optional(Type.Unknown({ description, 'x-basis': ours }))

export const ChangesSince = Type.Object({
  total: Type.Integer({ description: 'How many records are not as they were', 'x-basis': ours }),
  changes: Type.Array(Type.Object({
    kind: text(about('What it is a record of', 'visit')),
    name: text(about('What it is called there', 'V-1')),
    what: one('KindOfChange', ['added', 'changed', 'removed'], 'What happened to it'),
    members: Type.Array(Type.Object({
      member: text(about('Its name', 'visitDate')),
      before: value('What it was; not there, if it was not given'),
      after: value('What it is; not there, if it is not given any more')
    }, { title: 'ChangedMember', description: 'A member that is not as it was' }), {
      description: 'What is not as it was; of a record that is new, all of it', 'x-basis': ours
    })
  }, { title: 'ChangedRecord', description: 'A record that is not as it was' }), { description: 'Kind by kind', 'x-basis': ours })
}, { title: 'ChangesSince', description: 'What is not as it was in a saved state' })

export const StateRestored = Type.Object({
  id: Type.Optional(text(about('The snapshot that was restored', 'before-transfer'))),
  fixture: text(about('What a reset goes back to', 'demo')),
  clock: Clock
}, { title: 'StateRestored', description: 'What the sandbox is like now' })

/** The body goes out, and comes in, as the bytes that it is. */
export const StateFile = Type.Object({}, {
  title: 'StateFile',
  description: 'A whole state: data, clock, settings and the count of ids, with a checksum',
  additionalProperties: true,
  'x-basis': ours,
  [published]: { type: 'string', format: 'binary', properties: undefined, additionalProperties: undefined }
})
