// What is tried, room by room: the files that are changed, and the tests that are to notice. A file of tests that imports others brings
// them all, but for those that `without` names. What takes long for what it notices, as a model does or a browser, is left out. A room
// that is `sampled` has only been run in part, so that its survivors are not listed; it is tried where it is asked for by its name, and
// where something of it was changed.

const test = (...files) => files.map(file => ({ file: `test/${file}.ts` }))
const testsOf = (folder, ...files) => test(...files.map(file => `${folder}/${file}`))

/** The page that is made of the rules notices what one says of itself, and so comes first. */
const rulesPage = test('pages/pages.test')
const notRulesPage = /^test\/pages\/(?!pages\.test\.ts: The page of rules)/

export const rooms = {
  calendar: {
    mutate: [/^src\/core\/(civil-date|date-time|zone|clock)\.ts$/],
    tests: test('core/dates', 'http/meaning', 'admin/coverage', 'tec/work-based/time')
  },
  moments: {
    mutate: [/^src\/sandbox\/moments\.ts$/],
    tests: test('admin/calendar', 'tec/work-based/time', 'tec/work-based/calendar')
  },
  rules: {
    mutate: [/^src\/core\/(rule|state-machine|words)\.ts$/, /^src\/core\/rule-kinds\//],
    tests: test('core/rule-kinds', 'core/rules')
  },
  filter: {
    mutate: [/^src\/accessplanit\/query\//],
    tests: testsOf('accessplanit/query', 'faults', 'filters', 'loose', 'made-up', 'orderings', 'strangers')
  },
  contract: {
    mutate: [
      /^src\/contract\/match/,
      /^src\/contract\/(member-evidence|operation-evidence|names|known-names|member-names|operation-words|members|proposals)\.ts$/
    ],
    tests: testsOf('contract', 'evidence', 'rivals', 'matches'),
    without: /disguise, nothing of/
  },
  esl: {
    sampled: true,
    mutate: [/^src\/tec\/esl\/rules\.ts$/, /^src\/tec\/(authentication|registration)\.ts$/],
    tests: [...testsOf('tec', 'esl/esl', 'registration', 'said'), ...test('admin/tokens'), ...rulesPage],
    without: new RegExp(`${notRulesPage.source}|What the rules of (?!esl |tec-[a-z-]+ about (?:token|eid|user) )`),
    first: /The page of rules/
  },
  'work-based': {
    sampled: true,
    mutate: [
      /^src\/tec\/work-based\/(.*\/)?([a-z-]*rules|transitions|cascade|moments|grace|statuses|plausible|planned|signable)\.ts$/,
      /^src\/tec\/work-based\/(alike|codes|enrolments\/new-enrolment|off-job-deliveries\/since-participation)\.ts$/
    ],
    tests: [
      ...test('core/rule-kinds', 'core/proposals', 'tec/work-based/work-based.test', 'admin/coverage', 'tec/said'), ...rulesPage
    ],
    without: notRulesPage,
    first: /The page of rules/
  },
  'provider-based': {
    sampled: true,
    mutate: [
      /^src\/tec\/provider-based\/(collections|returns|submissions|records|users|validation)\/(.*\/)?([a-z-]*rules?|alike|apart|forms)\.ts$/,
      /^src\/tec\/provider-based\/(moments|statuses|paging|records\/(local-ids|members-by-return))\.ts$/
    ],
    tests: [
      ...test('tec/provider-based/provider-based', 'tec/provider-based/record-rules.test', 'tec/provider-based/uploads', 'tec/said'),
      ...test('admin/calendar'), ...rulesPage
    ],
    without: notRulesPage,
    first: /The page of rules/
  },
  accessplanit: {
    sampled: true,
    mutate: [
      /^src\/accessplanit\/(.*\/)?[a-z-]*rules\.ts$/,
      /^src\/accessplanit\/(authentication|token|moments|platform\/(must-exist|people\/communications))\.ts$/
    ],
    tests: [
      ...testsOf('accessplanit', 'said', 'messages', 'readings', 'naming', 'platform/both-versions', 'legacy/legacy', 'v1/all', 'v2/all'),
      ...test('admin/calendar', 'admin/tokens', 'admin/apis', 'admin/sandboxes'), ...rulesPage
    ],
    without: notRulesPage,
    first: /The page of rules|What the document says of tokens/
  },
  boundary: {
    sampled: true,
    mutate: [
      /^src\/http\/(json|members|bodies|reading|meaning)\.ts$/, /^src\/core\/schema(\/.*)?\.ts$/, /^src\/accessplanit\/v1\/xml-.*\.ts$/
    ],
    tests: [
      ...test('core/schema'),
      ...testsOf('http', 'json', 'bodies', 'meaning', 'refused-bodies', 'routes'),
      ...testsOf('tec', 'work-based/guesses', 'work-based/learners', 'work-based/calendar', 'provider-based/error-codes'),
      ...testsOf('accessplanit', 'long-inputs', 'v1/wire/xml', 'v1/wire', 'v2/modules/rules', 'v2/modules/members', 'v2/modules/queries'),
      ...test('admin/near-members', 'tec/said', 'accessplanit/said'), ...rulesPage
    ],
    without: new RegExp(`${notRulesPage.source}|What the rules of (?!\\S+ about value )|refused-bodies|` +
      'long-inputs\\.ts: (?:XML is answered|An? (?:email|telephone))'),
    first: /The page of rules/
  }
}
