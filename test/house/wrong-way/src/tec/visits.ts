// Breaks the house's order on purpose: an agency knows no other.
export { app } from '../accessplanit/token.ts'
