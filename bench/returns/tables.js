import { compare } from '../harness/report.js'

const sides = ['sandbox', 'bare']

/** What was measured at one size, as `printTable` prints it. */
export function tablesOf ({ title, records, uploads, memory, validations, others }) {
  const all = `${records.toLocaleString('en')} records`
  return [
    { title: `Upload, ${all}`, ...compare(uploads, sides) },
    { title: `Validation, ${all}`, ...compare(validations, sides) },
    { title: `Memory, ${all}`, medians: memory, ratios: {} },
    ...(others.length > 0 ? [{ title: `Get plan with visits, ${title}`, ...compare(others, ['while another validates', 'alone']) }] : [])
  ]
}

/** What a record costs the sandbox at each size, against the first. */
export function tablesOfGrowth ([first, ...larger]) {
  return larger.flatMap(size => ['uploads', 'validations'].map(what => {
    const costs = Object.fromEntries([size, first].map(it => [it.title, compare(it[what], sides).medians.sandbox]))
    return { title: `A record's ${what.slice(0, -1)}`, ...compare([costs], [size.title, first.title]) }
  }))
}
