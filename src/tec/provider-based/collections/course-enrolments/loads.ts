import { knowledgeBase } from '../../../sources.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { courseEnrolments } from './fields.ts'

const enrolmentRule = ruleFor(courseEnrolments)

const monthOf = (date: string) => `12 * substr(newZealandDay(${date}), 1, 4) + substr(newZealandDay(${date}), 6, 2) - 1`

/** The months that an enrolment touches, counted from year 0. Worked out once for each record, and not for each of its twelve months. */
const period = `WITH period AS MATERIALIZED (
  SELECT ${monthOf('record.courseStartDate')} AS firstMonth, ${monthOf('record.courseEndDate')} AS lastMonth)`

/** Hundred-millionths of an EFTS, as a whole number, so that nothing is lost of what was written. */
const inUnits = (load: string) => `CAST(round(${load} * 100000000) AS INTEGER)`

/** What falls on each month, in the same unit: rounded down to ten-thousandths, as whole numbers divide. */
const shareOfAMonth = `${inUnits('record.courseEftsFactor')} / ((lastMonth - firstMonth + 1) * 10000) * 10000`

export const loadsAreSpread: RecordRule = enrolmentRule({
  id: 'efts-by-month',
  code: 'S11',
  warningBecause: 'TEC says how the loads are worked out, not what becomes of others',
  statement: 'The EFTS of each month must be the course\'s factor spread over the months of the enrolment, rounded down to four decimals',
  field: 'eftsByMonth',
  basis: knowledgeBase('KA-01968'),
  // Where there are none, another rule asks for them.
  holds: `record.eftsByMonth = '[]' OR json_array_length(record.eftsByMonth) = 12 AND NOT EXISTS (${period}
      SELECT 1 FROM period CROSS JOIN json_each(record.eftsByMonth) AS month
      WHERE ${inUnits('month.value')} <>
      CASE WHEN 12 * :returnYear + month.key BETWEEN firstMonth AND lastMonth THEN ${shareOfAMonth} ELSE 0 END)`,
  refusal: (say, { returnYear }) =>
    `${say('eftsByMonth')} is not ${say('courseEftsFactor')} spread over the months of ${returnYear} ` +
    `from ${say('courseStartDate')} to ${say('courseEndDate')}.`,
  wouldPass: 'Send twelve loads: courseEftsFactor divided by the number of calendar months that the enrolment touches, ' +
    'rounded down to four decimals, for those in the year of the return, and 0 for the others.'
})
