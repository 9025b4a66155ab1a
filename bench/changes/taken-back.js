/** What makes the hot paths short, by what is told of it: in a file of `src`, what stands there, and what stood there before. */
export const takenBack = {
  'each reply by itself': {
    'http/pipeline.ts': [['sendTogether(() => done(null, sent), error => giveUp(request, reply, error))', 'done(null, sent)']]
  },
  'replies kept as texts': {
    'sandbox/kept-entries.ts': [['const shortest = 256', 'const shortest = Infinity']]
  },
  'rules judged twice': {
    'http/enforce.ts': [['    const broken = brokenBy(', '    brokenBy(facts, rules)\n    const broken = brokenBy(']]
  },
  'what serves asked for anew': {
    'http/pipeline.ts': [[
      'request.serving = request.routeOptions.config',
      "Object.defineProperty(request, 'serving', { get: () => request.routeOptions.config })"
    ]]
  },
  'a logger for each request': {
    'app.ts': [['    childLoggerFactory: (logger) => logger,\n', '']]
  },
  'a limit waited for': {
    'http/rate-limit.ts': [['{ max, timeWindow: seconds * 1000,', '{ max: () => max, timeWindow: () => seconds * 1000,']]
  },
  'changes counted for other connections': {
    'sandbox/connection.ts': [["  db.pragma('locking_mode = EXCLUSIVE')\n", '']]
  },
  'all texts looked through for halves': {
    'http/json.ts': [["text.includes('\\\\u')", 'true']]
  }
}
