// Breaks the house's order on purpose: a version knows no other.
export { modules } from '../v2/modules.ts'
