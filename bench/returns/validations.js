import { alternate, inRounds } from '../harness/turns.js'
import { validate } from './client.js'
import { measure } from './measure.js'

/** Validates the return that was uploaded, by the sandbox and by bare SQLite. */
export async function measureValidations (sandbox, bare, { submissionToken, records }, rounds) {
  const sides = {
    sandbox: () => measure(sandbox, records, () => validate(sandbox, submissionToken)),
    bare: () => measure(bare, records, () => fetch(`${bare.url}/validate`))
  }
  await alternate(0, sides)
  return inRounds(rounds, round => alternate(round, sides))
}
