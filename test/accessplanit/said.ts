import { accessplanitLegacy } from '../../src/accessplanit/legacy/service.ts'
import { accessplanitV1 } from '../../src/accessplanit/v1/service.ts'
import { accessplanitV2 } from '../../src/accessplanit/v2/service.ts'
import { holdToWhatWasSaid } from '../said.ts'

holdToWhatWasSaid(new URL('said.json', import.meta.url), [accessplanitV1, accessplanitV2, accessplanitLegacy])
