import neostandard from 'neostandard'

export default [
  { ignores: ['dist/', 'coverage/', '.tap/', '.mutation/'] },
  ...neostandard({ ts: true }),
  // A TypeBox schema and its static type share one name.
  { files: ['**/*.ts', '**/*.tsx'], rules: { '@typescript-eslint/no-redeclare': 'off' } },
  // The plugin is the one that neostandard brings.
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.js'],
    rules: { '@stylistic/max-len': ['error', { code: 140, ignoreUrls: true, ignoreRegExpLiterals: true }] }
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: {
      'max-lines': ['error', { max: 200 }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }]
    }
  }
]
