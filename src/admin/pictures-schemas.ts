import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { text } from '../core/schema.ts'
import { tones } from '../http/pictures.ts'
import { about, one, said, texts } from './schemas.ts'

const maybe = (description: string, example?: string) => Type.Optional(text(about(description, example)))

export const KindPath = Type.Object({ kind: text(about('A kind that GET /__admin/pictures lists', 'courses')) })

export const PicturePath = Type.Object({
  ...KindPath.properties, id: text(about('Id of one of that kind, as GET /__admin/pictures/{kind} has it', '5014'))
})

export const PicturesQuery = Type.Object({
  search: maybe('What has to stand in it: an id, a name, a status', 'demo'),
  group: maybe('The id of a group, to have no others', '9001'),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'How many at most; 100 if left out', 'x-basis': ours }))
})

export const PictureKinds = Type.Object({
  kinds: Type.Array(Type.Object({
    kind: text(about('As paths have it', 'courses')),
    title: text(about('As a heading has it', 'Courses')),
    one: text(about('One of them', 'course')),
    about: text(about('What is to be seen of them')),
    groupedBy: maybe('What their groups are of'),
    service: text(about('The service whose records they are')),
    statuses: Type.Record(Type.String(), Type.Array(Type.String()), {
      description: 'By the first word of a lane\'s name, every status that it can have', 'x-basis': ours
    })
  }, { title: 'PictureKind', description: 'What there are pictures of' }), said('In the order of the services'))
}, { title: 'PictureKinds', description: 'What there are pictures of' })

const marks = {
  key: text(about('What tells it from others of its figure')),
  tone: one('Tone', tones, 'How it stands'),
  request: maybe('The request that made it, where the journal has that', 'r-12'),
  isNew: Type.Optional(Type.Boolean(said('Whether it is not as it was in the snapshot that was asked about')))
}

const Lane = Type.Object({
  name: text(about('Of what it is', 'Agreement DEMO-TA04')),
  about: text(about('What else it is known by')),
  level: Type.Integer(said('How deep it is below those above')),
  items: Type.Array(Type.Object({
    ...marks,
    kind: one('ItemKind', ['bar', 'mark'], 'A bar from day to day, or a mark on one'),
    from: text(about('Its first day', '2026-03-02')),
    to: maybe('The day after its last; a bar without one goes on', '2026-03-30'),
    label: text(about('In a word', 'Grace')),
    says: text(about('As a sentence')),
    isToCome: Type.Optional(Type.Boolean(said('Whether it has not come to pass yet')))
  }, { title: 'PictureItem', description: 'A bar or a mark' }), said('In no order'))
}, { title: 'Lane', description: 'One line of a time line' })

const Group = Type.Object({
  name: text(about('What they are', 'First pass')),
  note: text(about('What is to be said of them; empty for nothing')),
  rows: Type.Array(Type.Object({
    ...marks,
    name: text(about('What is counted', '364')),
    about: text(about('What that is')),
    count: Type.Integer(said('How many there are')),
    of: Type.Optional(Type.Integer(said('How many there can be'))),
    unit: text(about('Of what they are so many', 'errors'))
  }, { title: 'CountOfPicture', description: 'How many there are of something' }), said('The most first, where they have no order'))
}, { title: 'Counts', description: 'What is counted together' })

const EntryShown = Type.Object({
  ...marks,
  from: text(about('Its first day', '2026-03-02')),
  to: text(about('Its last day', '2026-03-03')),
  name: text(about('What is on')),
  about: text(about('What else it is known by')),
  status: text(about('Where it stands')),
  taken: Type.Integer(said('How many places are taken')),
  of: Type.Integer(said('How many places there are')),
  waiting: Type.Integer(said('How many wait for one')),
  subject: text(about('The id of the picture of it', '5014'))
}, { title: 'CalendarEntry', description: 'What is on which days' })

const Table = Type.Object({
  columns: texts('What stands in each column'),
  rows: Type.Array(Type.Object({
    cells: texts('A text for each column'),
    request: marks.request,
    subject: maybe('The id of the picture of it'),
    isNew: marks.isNew
  }, { title: 'PictureRow', description: 'A row of the table' }), said('As the picture has it'))
}, { title: 'PictureTable', description: 'The same in rows and columns' })

const Figure = Type.Object({
  kind: one('FigureKind', ['time line', 'counts', 'calendar', 'list'], 'How it is drawn; a list is only its table'),
  title: text(about('What it shows')),
  says: text(about('What is to be seen, as a sentence')),
  today: maybe('The day that it is', '2026-03-02'),
  lanes: Type.Optional(Type.Array(Lane, said('Of a time line'))),
  groups: Type.Optional(Type.Array(Group, said('Of counts'))),
  entries: Type.Optional(Type.Array(EntryShown, said('Of a calendar'))),
  table: Table
}, { title: 'Figure', description: 'One picture, as data' })

export const Subjects = Type.Object({
  total: Type.Integer(said('How many fit')),
  subjects: Type.Array(Type.Object({
    id: text(about('By which its picture is asked for', '5014')),
    name: text(about('What it is called', 'Timber Framing')),
    about: text(about('What else is known of it')),
    group: maybe('The name of its group')
  }, { title: 'PictureSubject', description: 'What there is a picture of' }), said('As many as were asked for')),
  groups: Type.Array(Type.Object({
    id: text(about('By which the list can be narrowed', '9001')), name: text(about('Its name'))
  }, { title: 'PictureGroup', description: 'Some that belong together' }), said('None where there are none')),
  overview: Type.Optional(Figure)
}, { title: 'Pictures', description: 'What of a kind there is a picture of' })

export const PictureShown = Type.Object({
  kind: text(about('The kind that it is of', 'courses')),
  id: text(about('Its id', '5014')),
  title: text(about('What it is of', 'Timber Framing')),
  facts: Type.Array(Type.Object({
    name: text(about('What it is')), value: text(about('Its value', '9001')), request: marks.request
  }, { title: 'PictureFact', description: 'What is said beside the picture' }), said('In order')),
  figures: Type.Array(Figure, said('One below the other'))
}, { title: 'Picture', description: 'What is to be drawn of one thing' })

export const PicturesSince = Type.Object({
  total: Type.Integer(said('How many are not as they were')),
  pictures: Type.Array(PictureShown, said('The first of them'))
}, { title: 'PicturesSince', description: 'The pictures that are not as they were' })
