import { join } from 'node:path'
import { install } from '../../bench/peers/install.js'
import { documents, run } from './programs.js'

const version = '6.2.2'

/** Each collection, twice in a row on a fresh server whose clock is today's. */
export const newman = {
  async check ({ cache, folder, serve }) {
    const program = join(install(cache, 'newman', version), 'node_modules/newman/bin/newman.js')
    const lines = []
    for (const service of Object.keys(documents)) {
      const collection = join(folder, `${service}.postman_collection.json`)
      run(process.execPath, ['dist/cli.js', 'postman', service, '--out', collection])
      await serve(url => {
        const args = [program, 'run', collection, '-e', join(folder, `${service}.postman_environment.json`), '--env-var', `baseUrl=${url}`]
        const [first, second] = [0, 1].map(() => run(process.execPath, [...args, '--color', 'off']))
        lines.push(`${service}: ${countsIn(first)}, and again ${countsIn(second)}`)
      }, [])
    }
    return lines
  }
}

function countsIn (report) {
  const [requests, assertions] = ['requests', 'assertions'].map(what => new RegExp(`│\\s+${what} │\\s+(\\d+) │`).exec(report)?.[1])
  return `${requests} requests and ${assertions} assertions without a failure`
}
