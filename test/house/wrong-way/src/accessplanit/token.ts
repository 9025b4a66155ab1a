// Breaks the house's order on purpose: a service knows no host.
export { app } from '../app.ts'
