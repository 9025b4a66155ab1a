import './guesses.ts'
import './imports.ts'
import './readme.ts'
import './repository.ts'
