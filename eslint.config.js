import neostandard from 'neostandard'

export default [
  { ignores: ['dist/', 'coverage/', '.tap/'] },
  ...neostandard({ ts: true }),
  // A TypeBox schema and its static type share one name.
  { files: ['**/*.ts'], rules: { '@typescript-eslint/no-redeclare': 'off' } }
]
