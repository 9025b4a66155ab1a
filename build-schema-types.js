// Writes types out of the schemas that the server has, each member with what is said of it.
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import { build } from 'esbuild'

// Beside the packages that the schemas import, which are found from there.
const outfile = resolve('node_modules/.cache/library-schemas.mjs')
await build({ entryPoints: ['src/library/schemas.ts'], outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm' })
const { schemas } = await import(pathToFileURL(outfile).href)

/** The names that the library has for schemas, by their titles. */
const names = new Map(Object.entries(schemas).map(([name, { title }]) => [title, name]))

/** What stands for the type of a schema in a source, with the type itself in its place. */
export const withTypes = (text) => text.replaceAll(/Static<typeof schemas\.(\w+)>/g, (_, name) => shape(schemas[name], ''))

/** A type by its name, where the library has one for it. */
function type (schema, indent) {
  return schema['x-null-is-one'] ? shape(schema, indent) : names.get(schema.title) ?? shape(schema, indent)
}

function shape ({ const: only, enum: values, anyOf, type: kind, items, patternProperties, properties, required }, indent) {
  if (only !== undefined) return quoted(only)
  if (values) return values.map(quoted).join(' | ')
  if (anyOf) return [...new Set(anyOf.map(it => type(it, indent)))].join(' | ')
  if (kind === 'array') return `Array<${type(items, indent)}>`
  if (patternProperties) return `Record<string, ${type(Object.values(patternProperties)[0], indent)}>`
  if (properties) return members(properties, new Set(required), indent)
  return { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' }[kind] ?? 'unknown'
}

function members (properties, required, indent) {
  const inner = `${indent}    `
  const lines = Object.entries(properties).map(([name, schema]) =>
    `${comment(schema, inner)}${inner}${name}${required.has(name) ? '' : '?'}: ${type(schema, inner)};\n`)
  return `{\n${lines.join('')}${indent}}`
}

/** Of what may be null, the other says what it is. */
function comment ({ anyOf: [either] = [], description = either?.description }, indent) {
  return description === undefined ? '' : `${indent}/** ${description}. */\n`
}

const quoted = (text) => `'${text}'`
