import type { Examples } from '../../../core/example.ts'
import { examplesOfRecords } from './records.ts'
import { examplesOfRequests } from './requests.ts'

export const providerBasedExamples: Examples = { ...examplesOfRequests, ...examplesOfRecords }
