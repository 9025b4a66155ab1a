import { daysAfter } from '../../src/core/civil-date.ts'
import { readTables } from '../data.ts'
import { now, type Database } from '../harness.ts'

export const today = now.slice(0, 10)

type Value = string | number
type Row = Record<string, Value | null>

/** A learner with one record of each kind that is about the learner, and what there is of all others. */
export interface Person {
  eid: number
  /** By the name of the column, which is that of the member. */
  own: ReadonlyMap<string, Value[]>
  anybodys: ReadonlyMap<string, Value[]>
  /** The day on which most things happen, so that one seldom comes before what it follows. */
  day: string
  /** What a request is to make a new one of, as the path says it: `training-plans`. */
  making: string
}

/** Every learner, several times over: each time with other records, where there are several. */
export function listPeople (db: Database): Person[] {
  const tables = Object.values(readTables(db)) as Row[][]
  const anybodys = collect(tables.flat())
  const learners = tables.flat().filter(row => row.nationalStudentNumber !== undefined && row.learnerLocalId !== undefined)
  return learners.flatMap((learner, i) => [0, 1, 2].map(turn => ({
    eid: learner.eid as number,
    own: collect([join(learner, tables, turn)]),
    anybodys,
    day: daysAfter(today, -(7 * i + 31 * turn) % 80),
    making: ''
  })))
}

/** The row with one of each table that agrees with all others in what identifies them; `turn` chooses among several. */
function join (row: Row, tables: readonly Row[][], turn: number): Row {
  let joined = row
  for (const rows of tables) {
    const fitting = rows.filter(it => it.eid !== undefined && agree(it, joined))
    if (fitting.length > 0) joined = { ...fitting[turn % fitting.length], ...joined }
  }
  return joined
}

const agree = (one: Row, other: Row): boolean =>
  Object.keys(one).every(name => !/^eid$|LocalId$|Number$/.test(name) || other[name] === undefined || other[name] === one[name])

function collect (rows: readonly Row[]): Map<string, Value[]> {
  const values = new Map<string, Set<Value>>()
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      if (value !== null) values.set(name, (values.get(name) ?? new Set()).add(value))
    }
  }
  return new Map([...values].map(([name, known]) => [name, [...known]]))
}

/** The values for a member: those of its column, or of one whose name it ends with, as `newTrainingAgreementLocalId` does. */
export function valuesFor (known: ReadonlyMap<string, Value[]>, member: string): Value[] {
  const name = member.toLowerCase()
  return known.get(member) ?? [...known].filter(([column]) => column.length > 2 && name.endsWith(column.toLowerCase())).flatMap(([, values]) => values)
}
