import type { Example, ExampleRequest } from '../../core/example.ts'
import type { CallerScene } from '../scene.ts'
import { requestsOf, type Requests } from './example-requests.ts'

type Given = (it: Requests) => ExampleRequest[]
type Pair = (it: Requests) => [accepted: ExampleRequest, broken: ExampleRequest]

/** After what is given, two requests that are alike but for what matters: the first keeps the rule, the second breaks it. */
export const after = (given: Given, pair: Pair) => (scene: CallerScene): Example => {
  const it = requestsOf(scene)
  const [accepted, broken] = pair(it)
  return { given: given(it), accepted, broken }
}

/** What examples begin with, each going on from the one before. */
export const nothing: Given = () => []
export const withProgramme: Given = it => [it.programme()]
export const withLearner: Given = it => [it.programme(), it.learner()]
export const withAgreement: Given = it => [...withLearner(it), it.agreement()]
/** Two programmes, for the parts of a complex enrolment. */
export const withProgrammes: Given = it => [...withAgreement(it), it.otherProgramme()]
export const withEnrolment: Given = it => [...withAgreement(it), it.enrolment()]
export const withPlan: Given = it => [...withEnrolment(it), it.plan(it.day(-180))]

/** An agreement that is over, and another that is not. */
export const withFinishedAgreement: Given = it => [...withAgreement(it), it.withdraw(it.day(-1)), it.otherAgreement()]

/** An id that nobody has. */
export const nobody = 'EX-nobody'
