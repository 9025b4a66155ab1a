import { bind, type Binds } from '../binding.ts'
import type { NameOf } from '../names.ts'
import { dated, type RecordKind, type RuledKind } from '../record.ts'
import { communicationFacts, mappedExists } from './communications.ts'
import { companyFacts, userFacts } from './facts.ts'
import { companyRules } from './company-rules.ts'
import { userRules } from './rules.ts'
import { findCompanyOfContact, findCompanyOfGroup } from './store.ts'

export function userKind (nameOf: NameOf, binds?: Binds): RuledKind {
  const rules = userRules(nameOf)
  return {
    table: 'user',
    ...dated,
    rules: { create: rules, update: rules },
    judge: (context, columns, id) => { context.enforce(rules, bind(context.reading, rules, userFacts(context, columns, id), binds)) },
    usedBy: findCompanyOfContact
  }
}

/** Accounts: customers and training providers. */
export function companyKind (nameOf: NameOf, binds?: Binds): RuledKind {
  const rules = companyRules(nameOf)
  return {
    table: 'company',
    ...dated,
    rules: { create: rules, update: rules },
    judge: (context, columns, id) => { context.enforce(rules, bind(context.reading, rules, companyFacts(context, columns, id), binds)) }
  }
}

export const companyGroupKind: RecordKind = { table: 'companyGroup', usedBy: findCompanyOfGroup }

export const communicationKind: RuledKind = {
  table: 'communication',
  created: ['dateCreated'],
  rules: { create: [mappedExists], update: [mappedExists] },
  judge: ({ db, enforce }, columns, id) => { enforce([mappedExists], communicationFacts(db, columns, id)) }
}
