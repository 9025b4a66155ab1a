import './sandboxes.ts'
import './snapshots.ts'
import './forks.ts'
