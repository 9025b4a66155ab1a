// What the rules of records hold is SQL, of which Stryker knows only that it is a text. These are mutants of what it says.

const swaps = [
  [/<=/g, '<'], [/(?<!<)>=/g, '>'], [/<>/g, '='], [/(?<![<>=!])<(?![=>])/g, '<='], [/(?<![<>=])>(?!=)/g, '>='], [/(?<![<>=!])=(?!=)/g, '<>'],
  [/\bNOT EXISTS\b/g, 'EXISTS'], [/(?<!NOT )\bEXISTS\b/g, 'NOT EXISTS'], [/\bNOT IN\b/g, 'IN'], [/(?<!NOT )\bIN(?= \()/g, 'NOT IN'],
  [/\bIS NULL\b/g, 'IS NOT NULL'], [/\bIS NOT NULL\b/g, 'IS NULL'], [/\bOR\b/g, 'AND'], [/(?<!BETWEEN \S+ )\bAND\b/g, 'OR'],
  [/(?<![\w.:']|SELECT )\d+(?![\w.'])/g, (number) => `${Number(number) + 1}`]
]

const quoted = /'[^']*'/g

/** The mutants of a rule's SQL: each has one operator or one number changed, and none within quotation marks. */
export function changesOf (sql) {
  const texts = [...sql.matchAll(quoted)].map(({ index, 0: text }) => [index, index + text.length])
  return swaps.flatMap(([pattern, other]) => [...sql.matchAll(pattern)]
    .filter(({ index }) => !texts.some(([from, to]) => index > from && index < to))
    .map(({ index, 0: original }) => {
      const replacement = typeof other === 'string' ? other : other(original)
      const [before, after] = [sql.slice(0, index), sql.slice(index + original.length)]
      const near = (text) => `${before.slice(-30)}${text}${after.slice(0, 30)}`.replaceAll(/\s+/g, ' ')
      return { original: near(original), replacement: near(replacement), text: before + replacement + after }
    }))
}

/** Where the program makes a rule of records, so that one of them can be made with another SQL. */
export function openToChange (name, text) {
  if (!name.endsWith('/record-rule.ts')) return text
  const opened = text.replace(/^( +)holds,(?=\s+other,\s+collection,)/m, '$1holds: globalThis.changedSql?.(id, holds) ?? holds,')
  if (opened === text) throw new Error(`${name} does not make rules as it did`)
  return opened
}

/** Mutants of the SQL of rules, given as `[id, sql]`; `lineOf` says in which file and line an id is. */
export function mutantsOf (rules, placeOf) {
  return rules.flatMap(([id, sql]) => {
    const place = placeOf(id)
    return place === undefined
      ? []
      : changesOf(sql).map(({ text, ...change }, at) =>
        ({ id: `sql ${id} ${at}`, ...place, lastLine: place.line, within: id, mutator: 'SQL', ...change, sql: { id, text } }))
  })
}
