import './courses.ts'
import './delegates.ts'
import './people-and-finance.ts'
import './wire.ts'
