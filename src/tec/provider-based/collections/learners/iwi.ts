import { vendorRuleReport } from '../../../sources.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { learners } from './fields.ts'

/** What is known of the lists of iwi, by year: the codes that came, and those that were withdrawn, with that of 2024. */
const [added, withdrawn] = [['0121', '4444', '7777'], ['4000', '6000']]
const yearOfChange = 2024

const inSql = (codes: readonly string[]) => codes.map(code => `'${code}'`).join(', ')

export const iwiInClassification: RecordRule = ruleFor(learners)({
  id: 'iwi-in-classification',
  code: '143',
  statement: 'The iwi of a learner must be of the classification of the year',
  field: 'iwiAffiliation',
  basis: vendorRuleReport,
  // The validator may hold the list of another year, by mistake.
  other: ':iwiListYear',
  // The lists themselves are not public, so no more is asked.
  holds: `record.iwiAffiliation IS NULL OR NOT EXISTS (SELECT 1 FROM json_each(record.iwiAffiliation) AS given
      WHERE given.value NOT GLOB '[0-9][0-9][0-9][0-9]'
        OR given.value IN (${inSql(withdrawn)}) AND :iwiListYear >= ${yearOfChange}
        OR given.value IN (${inSql(added)}) AND :iwiListYear < ${yearOfChange})`,
  refusal: (say, { other }) => `${say('iwiAffiliation')} has a code that is not of the list of ${other}, which the validation goes by.`,
  wouldPass: 'Use codes of four digits, 4444 (not known) or 7777 (unidentifiable) among them since 2024; 4000 and 6000 were withdrawn ' +
    'then. Where the list is that of another year than the return\'s, wait until TEC has renewed it.'
})
