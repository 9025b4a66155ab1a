import './bodies.ts'
import './habits.ts'
import './replies.ts'
import './routes.ts'
