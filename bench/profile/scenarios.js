import { load } from '../harness/load.js'
import { sandboxOf, startServer, unlimited } from '../harness/servers.js'
import { begin, startSandbox, upload, uploadRequest } from '../returns/client.js'
import { batchSize, makingOf } from '../returns/making.js'
import { bundleSource, loadSource } from '../returns/source.js'
import { connections as lanes, startForListsAndBatches } from '../run/lists-and-batches.js'
import { prepare } from '../work-based/prepare.js'
import { scenariosOf } from '../work-based/scenarios.js'

const learnersOfTheReturn = 2000

/**
 * What can be profiled. Each starts a sandbox with `words` for Node, and answers it with what sends to it for some seconds, which answers
 * how many requests that were.
 */
export const scenarios = {
  plan: (words) => startPlansAndVisits(words, 0),
  visit: (words) => startPlansAndVisits(words, 1),
  list: (words) => startListsAndBatches(words, 0),
  batch: (words) => startListsAndBatches(words, 1),
  upload: startUploads
}

async function startPlansAndVisits (words, which) {
  const sandbox = await startServer([...words, ...sandboxOf('empty', unlimited)])
  return under(sandbox, scenariosOf({ sandbox }, await prepare(sandbox.url))[which], 50)
}

async function startListsAndBatches (words, which) {
  const { servers: { sandbox }, scenarios } = await startForListsAndBatches({ withFastify: false, words })
  return under(sandbox, scenarios[which], lanes)
}

function under (server, { title, of }, connections) {
  const scenario = of('sandbox')
  return {
    title: `${title}, ${connections} connections`,
    server,
    async send (seconds) {
      const began = performance.now()
      const { requests } = await load(server, scenario, { connections, seconds })
      return requests * (performance.now() - began) / 1000
    }
  }
}

/** A whole return over one connection, over and over: after the first time, each record takes the place of the one before. */
async function startUploads (words) {
  await bundleSource()
  const { batchesOf } = await loadSource()
  const server = await startSandbox(words)
  const submissionToken = await begin(server)
  const requests = [...batchesOf(makingOf(learnersOfTheReturn), batchSize)].map(batch => uploadRequest(submissionToken, batch))
  let next = 0
  return {
    title: `Upload of a return in batches of ${batchSize}`,
    server,
    async send (seconds) {
      let sent = 0
      for (const until = performance.now() + seconds * 1000; performance.now() < until; sent++) {
        await upload(server, requests[next++ % requests.length])
      }
      return sent
    }
  }
}
