import './addresses.ts'
import './dates.ts'
import './proposals.ts'
import './rule-kinds.ts'
