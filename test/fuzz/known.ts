export type Value = string | number

/** A record of whatever kind, as it is stored or as it was answered: the members that are texts or numbers. */
export type Row = Readonly<Record<string, unknown>>

/** Values by the names of their members, in small letters. */
export type Known = ReadonlyMap<string, readonly Value[]>

export function collect (rows: readonly Row[]): Known {
  const values = new Map<string, Set<Value>>()
  for (const row of rows) {
    for (const [member, value] of Object.entries(row)) {
      if (typeof value !== 'string' && typeof value !== 'number') continue
      const name = member.toLowerCase()
      values.set(name, (values.get(name) ?? new Set()).add(value))
    }
  }
  return new Map([...values].map(([name, known]) => [name, [...known]]))
}

const identifying = /^eid$|LocalId$|Number$|.ID$/

/** The row with one of each table that agrees with all others in what identifies them; `turn` chooses among several. */
export function join (row: Row, tables: readonly Row[][], turn: number): Row {
  let joined = row
  for (const rows of tables) {
    const fitting = rows.filter(it => agree(it, joined))
    if (fitting.length > 0) joined = { ...fitting[turn % fitting.length], ...joined }
  }
  return joined
}

const agree = (one: Row, other: Row): boolean =>
  Object.keys(one).every(name => !identifying.test(name) || one[name] === null || other[name] == null || other[name] === one[name])

/** What else a member of a request is called by those who answer it. */
const otherNames: Readonly<Record<string, string>> = { itemid: 'coursedateid', mappedid: 'userid', username: 'email' }

/** The values for a member: those of its name, or of one that its name ends with, as `newTrainingAgreementLocalId` does. */
export function valuesFor (known: Known, member: string): readonly Value[] {
  let found = looked.get(known)
  if (!found) looked.set(known, found = new Map())
  let values = found.get(member)
  if (!values) found.set(member, values = lookUp(known, member.toLowerCase()))
  return values
}

/** What was looked up already: generated tests ask for the same members over and over. */
const looked = new WeakMap<Known, Map<string, readonly Value[]>>()

function lookUp (known: Known, name: string): readonly Value[] {
  const other = otherNames[name]
  const found = [...known.get(name) ?? [], ...(other === undefined ? [] : known.get(other) ?? [])]
  if (found.length > 0) return found
  return [...known].filter(([column]) => column.length > 2 && name.endsWith(column)).flatMap(([, values]) => values)
}
