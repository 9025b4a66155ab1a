import { daysAfter, monthsBefore } from '../../../core/civil-date.ts'
import type { Examples } from '../../../core/example.ts'
import { after, nobody, nothing, withProgramme } from '../example-scenes.ts'

export const programmeExamples: Examples = {
  'programme-version.exists': after(withProgramme, it => [it.getVersion(1), it.getVersion(7)]),
  'programme.exists': after(withProgramme, it => [
    it.version(),
    it.version({ programmeLocalName: `A name of its own / ${it.ids.programme}` }, nobody)
  ]),
  'programme.local-id-unused': after(withProgramme, it => [it.otherProgramme(), it.programme()]),
  'programme.name-unique': after(withProgramme, it => [it.otherProgramme(), it.otherProgramme({ programmeLocalName: it.programmeName })]),
  'programme.name-unlike-others': after(withProgramme, it => [
    it.otherProgramme(),
    it.otherProgramme({ programmeLocalName: it.programmeName.toUpperCase() })
  ]),
  'programme.mode-of-delivery-code': after(withProgramme, it => [
    it.version({ modeOfDeliveryCode: 25 }),
    it.version({ modeOfDeliveryCode: 23 })
  ]),
  'programme.study-type-code': after(withProgramme, it => [it.version({ studyTypeCode: 'IT' }), it.version({ studyTypeCode: 'MA' })]),
  'programme.expires-on-or-after-start': after(withProgramme, it => [
    it.version({ expiryDate: '2015-01-01' }),
    it.version({ expiryDate: '2014-12-31' })
  ]),
  'programme-version.expires-on-or-after-start': after(withProgramme, it => [
    it.changeVersion({ expiryDate: '2015-01-01' }),
    it.changeVersion({ expiryDate: '2014-12-31' })
  ]),
  'programme.mode-of-delivery-given': after(withProgramme, it => [it.version(), it.version({ modeOfDeliveryCode: undefined })]),
  'programme.credit-value-given': after(withProgramme, it => [it.version(), it.version({ creditValue: undefined })]),
  'programme.industry-codes-given': after(withProgramme, it => [it.version(), it.version({ industryCodes: undefined })]),
  'programme.local-id-unlike-others': after(withProgramme, it => [
    it.otherProgramme(),
    it.otherProgramme({ programmeLocalId: it.ids.programme.toLowerCase() })
  ]),
  'programme.local-id-fits-a-path': after(nothing, it => [it.otherProgramme(), it.otherProgramme({ programmeLocalId: '..' })]),
  'programme.start-plausible': after(withProgramme, it => [
    it.version({ startDate: monthsBefore(it.day(0), -60) }),
    it.version({ startDate: daysAfter(monthsBefore(it.day(0), -60), 1) })
  ]),
  'programme.expiry-plausible': after(withProgramme, it => [
    it.version({ expiryDate: monthsBefore(it.day(0), -720) }),
    it.version({ expiryDate: daysAfter(monthsBefore(it.day(0), -720), 1) })
  ]),
  'programme-version.unchanged': after(withProgramme, it => [
    it.changeVersion({ creditValue: 260 }),
    it.changeVersion({ creditValue: 261 })
  ])
}
