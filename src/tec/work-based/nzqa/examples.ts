import type { Examples } from '../../../core/example.ts'
import { after, withEnrolment } from '../example-scenes.ts'

export const completionExamples: Examples = {
  'completion.by-today': after(withEnrolment, it => [it.complete(it.day(0)), it.complete(it.day(1))]),
  'completion.on-or-after-start': after(withEnrolment, it => [it.complete(it.day(-190)), it.complete(it.day(-191))])
}
