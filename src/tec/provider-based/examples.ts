import type { Examples } from '../../core/example.ts'

export const providerBasedExamples: Examples = {}
