import type { Examples } from '../../../core/example.ts'
import { after, nobody, withPlan } from '../example-scenes.ts'

export const visitExamples: Examples = {
  'visit.exists': after(it => [...withPlan(it), it.visit(it.day(-100))], it => [it.deleteVisit(), it.deleteVisit(nobody)]),
  'visit.date-by-today': after(withPlan, it => [it.visit(it.day(0)), it.visit(it.day(1))]),
  'visit.date-on-or-after-plan-signed': after(withPlan, it => [it.visit(it.day(-180)), it.visit(it.day(-181))]),
  'visit.date-on-or-before-plan-end': after(it => [...withPlan(it), it.withdraw(it.day(-10))], it => [
    it.visit(it.day(-10)),
    it.visit(it.day(-9))
  ]),
  'visit.one-per-learner-and-day': after(it => [...withPlan(it), it.visit(it.day(-100))], it => [
    it.visit(it.day(-99), it.ids.otherVisit),
    it.visit(it.day(-100), it.ids.otherVisit)
  ]),
  'visit.local-id-unused': after(it => [...withPlan(it), it.visit(it.day(-100))], it => [
    it.visit(it.day(-99), it.ids.otherVisit),
    it.visit(it.day(-99))
  ]),
  'visit.local-id-unlike-others': after(it => [...withPlan(it), it.visit(it.day(-100))], it => [
    it.visit(it.day(-99), it.ids.otherVisit),
    it.visit(it.day(-99), it.ids.visit.toLowerCase())
  ]),
  'visit.local-id-fits-a-path': after(withPlan, it => [it.visit(it.day(-100)), it.visit(it.day(-100), '..')])
}
