import '../registration.ts'
import './tokens.ts'
