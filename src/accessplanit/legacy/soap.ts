import { Failure } from '../../core/errors.ts'
import { both, cut } from '../../core/words.ts'
import type { Call } from '../../http/operation.ts'
import { Parameters } from './schemas.ts'
import { feedOperations, webServicePath } from './web-integration.ts'

/** A web service of .NET describes itself and takes SOAP; of this one no client was seen to do more than GET. */

const feeds = both(feedOperations.map(({ path }) => `GET /accessplan${path}`))

const servedInstead = `SOAP and WSDL are not served here: this sandbox has ${feeds}, with the options ` +
  `${both(Object.keys(Parameters.properties))}, which answer XML.`

export const asksForWsdl = (query: object): boolean => Object.keys(query).some(name => /^(?:(?:single)?wsdl|disco)$/i.test(name))

export const noWsdl = (path: string): Failure => new Failure('unknown-route', `No WSDL is served at ${cut(path)}. ${servedInstead}`)

const isSoap = ({ headers }: Call): boolean =>
  headers.soapaction !== undefined || /^(?:text|application)\/(?:soap\+)?xml\b/i.test(headers['content-type'] ?? '')

/** For a POST to the web service itself, or of SOAP to what it can be asked. */
export function soapRefused (call: Call, allow: readonly string[]): Failure | undefined {
  const { method, path } = call
  const asked = path.toLowerCase().split(webServicePath.toLowerCase())[1]
  if (method !== 'POST' || asked === undefined || !(asked.replace('/', '') === '' || isSoap(call))) return undefined
  return new Failure('wrong-method', `POST is not allowed at ${cut(path)}. Use GET. ${servedInstead}`, { allow })
}
