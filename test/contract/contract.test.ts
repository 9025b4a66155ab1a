import './read.ts'
import './hostile.ts'
import './matches.ts'
import './drift.ts'
