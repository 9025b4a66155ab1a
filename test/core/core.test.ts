import './dates.ts'
import './proposals.ts'
import './rule-kinds.ts'
import './rules.ts'
