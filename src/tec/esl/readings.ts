import { reading, type Reading } from '../../core/reading.ts'
import { eslGuide } from '../sources.ts'

export const tokenScopes = reading({
  id: 'token-scopes',
  sentence: 'scope is the web host of the environment, of which the guide shows that of production',
  source: eslGuide,
  choices: {
    all: 'those of dev, tst and pre are taken too, which follow the pattern',
    prd: 'only that of production is'
  },
  usual: 'all',
  why: 'The API\'s description names four environments, and a sandbox stands in for any of them',
  rules: ['esl.scope-of-an-environment']
})

export const eslReadings: readonly Reading[] = [tokenScopes]
