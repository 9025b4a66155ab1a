import { esl } from '../../src/tec/esl/service.ts'
import { providerBased } from '../../src/tec/provider-based/service.ts'
import { workBased } from '../../src/tec/work-based/service.ts'
import { holdToWhatWasSaid } from '../said.ts'

holdToWhatWasSaid(new URL('said.json', import.meta.url), [workBased, providerBased, esl])
