// Breaks the house's order on purpose: the platform knows nothing of requests.
export { steps } from '../../http/pipeline.ts'
