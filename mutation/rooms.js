// What is tried, room by room: the files that are changed, and the tests that are to notice. A file of tests that imports others brings
// them all, but for those that `without` names. What takes long for what it notices, as a model does or a browser, is left out. A room
// that is `sampled` has only been run in part, so that its survivors are not listed; it is tried where it is asked for by its name, and
// where something of it was changed.

const test = (...files) => files.map(file => ({ file: `test/${file}.ts` }))

/** The page that is made of the rules notices what one says of itself, and so comes first. */
const rulesPage = test('pages/pages.test')
const notRulesPage = /^test\/pages\/(?!pages\.test\.ts: The page of rules)/

const workBased = [
  ...test('core/rule-kinds', 'core/proposals', 'tec/work-based/work-based.test', 'admin/coverage', 'tec/said'), ...rulesPage
]

export const rooms = {
  calendar: {
    mutate: [/^src\/core\/(civil-date|date-time|zone|clock)\.ts$/],
    tests: test('core/dates', 'http/meaning', 'admin/coverage', 'tec/work-based/time')
  },
  rules: {
    mutate: [/^src\/core\/(rule|state-machine|words)\.ts$/, /^src\/core\/rule-kinds\//],
    tests: test('core/rule-kinds', 'core/rules')
  },
  filter: {
    mutate: [/^src\/accessplanit\/query\//],
    tests: test(...['faults', 'filters', 'loose', 'made-up', 'orderings', 'strangers'].map(it => `accessplanit/query/${it}`))
  },
  contract: {
    mutate: [
      /^src\/contract\/match/,
      /^src\/contract\/(member-evidence|operation-evidence|names|known-names|member-names|operation-words|members|proposals)\.ts$/
    ],
    tests: test('contract/evidence', 'contract/rivals', 'contract/matches'),
    without: /disguise, nothing of/
  },
  'work-based': {
    sampled: true,
    mutate: [/^src\/tec\/work-based\/(.*\/)?([a-z-]*rules|transitions|cascade|moments|grace|statuses|plausible|planned|signable)\.ts$/],
    tests: workBased,
    without: notRulesPage,
    first: /The page of rules/
  },
  'provider-based': {
    sampled: true,
    mutate: [
      /^src\/tec\/provider-based\/(collections|returns|submissions|records|users|validation)\/(.*\/)?([a-z-]*rules?|alike|apart|forms)\.ts$/,
      /^src\/tec\/provider-based\/moments\.ts$/
    ],
    tests: [
      ...test('tec/provider-based/provider-based', 'tec/provider-based/record-rules.test', 'tec/provider-based/uploads', 'tec/said'),
      ...rulesPage
    ],
    without: notRulesPage,
    first: /The page of rules/
  }
}
