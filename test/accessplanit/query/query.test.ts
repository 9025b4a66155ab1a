import './filters.ts'
import './faults.ts'
import './made-up.ts'
import './orderings.ts'
