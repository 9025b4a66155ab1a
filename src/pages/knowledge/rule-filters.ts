import { signal } from '@preact/signals'
import type { Rule, Served } from './replies.ts'

export interface Filters {
  readonly text: string
  readonly service: string
  readonly operation: string
  readonly basis: string
  readonly mode: string
}

const none: Filters = { text: '', service: '', operation: '', basis: '', mode: '' }

/** They stay while other pages are looked at. */
export const filters = signal(none)

export const clearFilters = (): void => { filters.value = none }

export const modes: Readonly<Record<Rule['mode'], string>> = { enforce: 'refuses', warn: 'only warns', off: 'is not judged' }

/** Those that the filters leave: every word that was written is somewhere in the rule. */
export function rulesSeen (rules: readonly Rule[], operations: readonly Served[], wanted: Filters): readonly Rule[] {
  const words = wanted.text.toLowerCase().split(/\s+/).filter(it => it !== '')
  const ofService = new Set(operations.filter(({ service }) => service === wanted.service).map(({ operationId }) => operationId))
  return rules.filter(({ id, statement, field, code, basis, mode, operations }) => {
    const text = [id, statement, field, code, ...operations].join(' ').toLowerCase()
    return words.every(word => text.includes(word)) &&
      (wanted.service === '' || operations.some(it => ofService.has(it))) &&
      (wanted.operation === '' || operations.includes(wanted.operation)) &&
      (wanted.basis === '' || wanted.basis in basis) &&
      (wanted.mode === '' || wanted.mode === mode)
  })
}
