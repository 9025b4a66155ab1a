import { documented } from '../app.ts'
import { readDemos } from '../demos/folder.ts'
import { forPostman, type ForPostman } from '../postman/collection.ts'
import { openPlace } from '../postman/place.ts'
import { writeTo } from './given-files.ts'
import { serviceNamed } from './service-named.ts'

export interface PostmanFlags { out?: string, environment?: true }

/** The day of the requests, so that files stay as they are from one day to the next: the sandbox of a folder has it for today. */
export const clock = '2026-03-02T09:00'

/** Prints the collection of a service for Postman, or its environment, or writes both. Throws BadInput. */
export async function printPostman (name: string | undefined, { out, environment: only }: PostmanFlags): Promise<void> {
  const written = await postmanOf(name)
  const text = (value: object) => `${JSON.stringify(value, null, 2)}\n`
  if (out === undefined) {
    process.stdout.write(text(only ? written.environment : written.collection))
    return
  }
  if (only) {
    writeTo(out, text(written.environment))
    console.log(`${out}: import it into Postman, and choose it there.`)
    return
  }
  const beside = `${out.replace(/(?:[._]postman_collection)?\.json$/, '')}.postman_environment.json`
  writeTo(out, text(written.collection))
  writeTo(beside, text(written.environment))
  console.log(`${out} and ${beside}: import both into Postman, or run: npx newman run ${argument(out)} -e ${argument(beside)}`)
}

/** As a shell takes it. */
const argument = (text: string): string => /^[\w./:\\@%+-]+$/.test(text) ? text : JSON.stringify(text)

/** Throws BadInput for a service that there is not. */
export const postmanOf = (name: string | undefined): Promise<ForPostman> => forPostman(serviceNamed(name), {
  services: documented(), demos: readDemos(undefined).demos, clock, open: openPlace
})
