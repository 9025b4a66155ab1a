import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { BadInput } from './core/errors.ts'
import { mostOfText, readGiven } from './core/given-file.ts'

/** What a server shows and holds that speaks https. */
export interface Certificate {
  readonly cert: Buffer
  readonly key: Buffer
  /** The first of the file, which is the server's own. */
  readonly own: X509Certificate
  /** Whether nobody stands behind it but itself, so that a client has to be told of it. */
  readonly isSelfSigned: boolean
}

interface Files { readonly tlsCert: string | undefined, readonly tlsKey: string | undefined }

/** Reads the files of both flags; undefined where neither is given. Throws BadInput of one line that says which of them is wrong. */
export function readCertificate ({ tlsCert, tlsKey }: Files): Certificate | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined
  if (tlsCert === undefined) throw new BadInput('--tls-key is given without --tls-cert. Give both for https, or neither for http.')
  if (tlsKey === undefined) throw new BadInput('--tls-cert is given without --tls-key. Give both for https, or neither for http.')
  const [cert, key] = [read('--tls-cert', tlsCert), read('--tls-key', tlsKey)]
  const own = certificateIn(cert, tlsCert)
  if (!own.checkPrivateKey(keyIn(key, tlsKey))) {
    throw new BadInput(`--tls-key: the key in "${tlsKey}" is not the one of the certificate in "${tlsCert}". ` +
      'Give two that were made together.')
  }
  return { cert, key, own, isSelfSigned: own.checkIssued(own) }
}

const read = (flag: string, file: string): Buffer =>
  readGiven(file, { called: `${flag}: the file`, most: mostOfText, remedy: 'Name a PEM file that is there.' })

function certificateIn (pem: Buffer, file: string): X509Certificate {
  const has = whatIsIn(pem)
  if (!has.certificate) {
    throw new BadInput(`--tls-cert: "${file}" has ${has.key ? 'a private key, and ' : ''}no certificate in PEM, ` +
      'which begins with -----BEGIN CERTIFICATE-----. Name the file that has it.')
  }
  try {
    return new X509Certificate(pem)
  } catch (error) {
    throw new BadInput(`--tls-cert: the certificate in "${file}" cannot be read: ${(error as Error).message}. Copy it whole.`)
  }
}

function keyIn (pem: Buffer, file: string): KeyObject {
  const has = whatIsIn(pem)
  if (!has.key) {
    throw new BadInput(`--tls-key: "${file}" has ${has.certificate ? 'a certificate, and ' : ''}no private key in PEM, ` +
      'which begins with -----BEGIN PRIVATE KEY-----. Name the file that has it.')
  }
  if (has.lockedKey) {
    throw new BadInput(`--tls-key: the key in "${file}" needs a passphrase, and nobody is there to give it. ` +
      'Write one without: openssl pkey -in FILE -out OTHER.')
  }
  try {
    return createPrivateKey(pem)
  } catch (error) {
    throw new BadInput(`--tls-key: the private key in "${file}" cannot be read: ${(error as Error).message}. Copy it whole.`)
  }
}

const whatIsIn = (pem: Buffer) => {
  const text = pem.toString('latin1')
  return {
    certificate: /-----BEGIN (?:TRUSTED )?CERTIFICATE-----/.test(text),
    key: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(text),
    lockedKey: /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text)
  }
}

/** Whether clients that ask under this name or address find it in the certificate. */
const isFor = ({ own }: Certificate, host: string): boolean => (isIP(host) === 0 ? own.checkHost(host) : own.checkIP(host)) !== undefined

/** The name to call a server by: both loopbacks have one, for which most certificates of a machine of one's own are. */
export const calledBy = (certificate: Certificate, host: string): string | undefined =>
  host.toLowerCase() === 'localhost' && (isFor(certificate, host) || !isFor(certificate, '127.0.0.1')) ? host : undefined

/** What is wrong with it in the eyes of a client, in lines for whoever starts the server. */
export function doubtsAbout (certificate: Certificate, host: string, now = Date.now()): string[] {
  const { validFrom, validTo, subjectAltName } = certificate.own
  const shown = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host
  return [
    ...Date.parse(validTo) < now
      ? [`The certificate was valid until ${validTo}, so clients refuse it. Give a newer one with --tls-cert.`]
      : [],
    ...Date.parse(validFrom) > now
      ? [`The certificate is valid from ${validFrom} on, so clients refuse it until then. Give one of today with --tls-cert.`]
      : [],
    ...isFor(certificate, shown) || (host === 'localhost' && isFor(certificate, '127.0.0.1'))
      ? []
      : [`The certificate is for ${subjectAltName ?? 'no name'}, so clients that ask for ${shown} refuse it. ` +
          'Have them ask for a name that it has, or give another with --tls-cert.']
  ]
}
