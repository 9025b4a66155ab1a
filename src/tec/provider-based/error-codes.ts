import { inferred, type Basis } from '../../core/basis.ts'
import { errorCodesGuide } from '../sources.ts'

/** What an `errorCode` stands for, and how we know. */
interface ErrorCode { readonly meaning: string, readonly basis: Basis }

const placed = inferred('The code is documented; that it is raised here is not, as several share one text')
const chosen = inferred('The published table is cut before this code; something has to be said in the case')

/** Every code of the service. Those that are inferred can be replaced: `--error-codes SC4=SC1`. */
export const errorCodes: Readonly<Record<string, ErrorCode>> = {
  AM1: { meaning: 'The EID header is not a number', basis: errorCodesGuide },
  AM2: { meaning: 'The EID header is missing', basis: errorCodesGuide },
  AU1: { meaning: 'The machine account is not set up', basis: errorCodesGuide },
  AU2: { meaning: 'The token is not valid', basis: errorCodesGuide },
  CV1: { meaning: 'The body does not have its shape', basis: errorCodesGuide },
  DS1: { meaning: 'Another request changes the collection: an upload', basis: placed },
  DS2: { meaning: 'Another request changes the collection: a deletion', basis: placed },
  DS3: { meaning: 'Another request changes a collection: a request for validation', basis: placed },
  GM1: { meaning: 'The compressed body cannot be read', basis: errorCodesGuide },
  MP1: { meaning: 'The batch has too many records', basis: errorCodesGuide },
  PR1: { meaning: 'A page or its size is below 0', basis: errorCodesGuide },
  PR2: { meaning: 'The page lies beyond the data', basis: errorCodesGuide },
  R1: { meaning: 'The year of the return is out of bounds', basis: errorCodesGuide },
  SC1: { meaning: 'No such submission token: an upload', basis: placed },
  SC2: { meaning: 'No such submission token: a deletion, a reset', basis: placed },
  SC3: { meaning: 'No such submission token: a request for validation', basis: placed },
  SC4: { meaning: 'The submission token has expired', basis: chosen },
  SC5: { meaning: 'The submission or the return is not in a state that allows it', basis: chosen },
  SC6: { meaning: 'No such return', basis: chosen },
  SC7: { meaning: 'The window of the return is not open', basis: chosen },
  SC8: { meaning: 'No records were uploaded', basis: chosen },
  SC10: { meaning: 'No such submission token: status, results and contents', basis: placed }
}

/** Codes to answer in the place of others. */
export type ErrorCodeNames = Readonly<Record<string, string>>
