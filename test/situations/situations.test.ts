// One process for all of them, as each takes seconds to start.
import './accessplanit.ts'
import './returns.ts'
import './work-based.ts'
