import type { NameOf } from '../names.ts'
import { dated, type RecordKind, type RuledKind } from '../record.ts'
import { companyFacts, userFacts } from './facts.ts'
import { companyRules, userRules } from './rules.ts'
import { findCompanyOfContact, findCompanyOfGroup } from './store.ts'

export function userKind (nameOf: NameOf): RuledKind {
  const rules = userRules(nameOf)
  return {
    table: 'user',
    ...dated,
    rules: { create: rules, update: rules },
    judge: (context, columns, id) => { context.enforce(rules, userFacts(context, columns, id)) },
    usedBy: findCompanyOfContact
  }
}

/** Accounts: customers and training providers. */
export function companyKind (nameOf: NameOf): RuledKind {
  const rules = companyRules(nameOf)
  return {
    table: 'company',
    ...dated,
    rules: { create: rules, update: rules },
    judge: (context, columns, id) => { context.enforce(rules, companyFacts(context, columns, id)) }
  }
}

export const companyGroupKind: RecordKind = { table: 'companyGroup', usedBy: findCompanyOfGroup }

export const communicationKind: RecordKind = { table: 'communication', created: ['dateCreated'] }
