import type { Examples } from '../../../core/example.ts'
import { examplesOfRecords } from './records.ts'
import { examplesOfRequests } from './requests.ts'
import type { ReturnScene } from './scene.ts'

export const providerBasedExamples: Examples<ReturnScene> = { ...examplesOfRequests, ...examplesOfRecords }
