import { errorCodes, type FastifyRequest, type RequestPayload } from 'fastify'
import { finishInTurns } from '../core/in-turns.ts'
import { copyingInto } from '../sandbox/parts.ts'
import { usualBodyLimit } from './failure-of.ts'

/**
 * The bytes of a body that may be large, put together while others have their turn, which Fastify does at one go. Fails as Fastify does
 * where there are more than its operation takes, or not as many as its head says.
 */
export async function gather (request: FastifyRequest, payload: RequestPayload): Promise<Buffer> {
  const pieces = await piecesOf(payload, Number(request.headers['content-length'] ?? NaN), request.routeOptions.bodyLimit ?? usualBodyLimit)
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0)
  return await finishInTurns(copyingInto(Buffer.allocUnsafeSlow(bytes), pieces))
}

function piecesOf (payload: RequestPayload, said: number, limit: number): Promise<Buffer[]> {
  const { FST_ERR_CTP_BODY_TOO_LARGE: TooLarge, FST_ERR_CTP_INVALID_CONTENT_LENGTH: OtherLength } = errorCodes
  if (said > limit) throw new TooLarge()
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let bytes = 0
    const come = (piece: Buffer): void => {
      pieces.push(piece)
      bytes += piece.length
      if (Math.max(bytes, payload.receivedEncodedLength ?? 0) > limit) over(new TooLarge())
    }
    const ended = (): void => {
      const isAsSaid = Number.isNaN(said) || (payload.receivedEncodedLength || bytes) === said
      over(isAsSaid ? undefined : new OtherLength())
    }
    const failed = (error: Error): void => { over(Object.assign(error, { statusCode: 400 })) }
    function over (error?: Error): void {
      payload.off('data', come).off('end', ended).off('error', failed)
      if (error) reject(error)
      else resolve(pieces)
    }
    payload.on('data', come).on('end', ended).on('error', failed).resume()
  })
}
