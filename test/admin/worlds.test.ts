import './sandboxes.ts'
import './snapshots.ts'
import './forks.ts'
import './many-sandboxes.ts'
