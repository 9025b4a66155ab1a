import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { load } from './load.js'
import { prepare } from './prepare.js'
import { compare, print } from './report.js'
import { inTurn, scenariosOf } from './scenarios.js'
import { describeMachine } from './machine.js'
import { sandboxOf, startServer } from './servers.js'

// Whether speed holds as rows grow: the same load against stores of more and more visits, in files. node bench/rows.js
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const seconds = Number(process.env.BENCH_SECONDS ?? 3)
const sizes = [1_000, 30_000, 1_000_000]

const machine = describeMachine()
const folder = mkdtempSync(join(tmpdir(), 'tms-sandbox-bench-'))
const servers = {}
const prepared = {}
for (const size of sizes) {
  const data = join(folder, String(size))
  const start = () => startServer(sandboxOf('empty', ['--rate-limit', '100000000/1s', '--data', data]))
  const making = await start()
  await making.stop()
  fill(join(data, 'default.sqlite'), size)
  servers[size] = await start()
  prepared[size] = await prepare(servers[size].url)
}

const loads = []
for (const which of [0, 1]) {
  const scenarios = Object.fromEntries(sizes.map(size => [size, scenariosOf({ [size]: servers[size] }, prepared[size])[which]]))
  const send = (duration) => inTurn(servers, (server, size) =>
    load(server, scenarios[size].of(size), { connections: 10, seconds: duration }))
  console.log(`${scenarios[sizes[0]].title} …`)
  await send(1)
  const measured = []
  for (let round = 0; round < rounds; round++) measured.push(await send(seconds))
  const named = measured.map(round => Object.fromEntries(sizes.map(size => [visits(size), round[size]])))
  // A store of a thousand visits is what the larger ones are held against.
  for (const size of sizes.slice(1)) loads.push({ title: scenarios[size].title, ...compare(named, [visits(size), visits(sizes[0])]) })
}
await Promise.all(Object.values(servers).map(server => server.stop()))
rmSync(folder, { recursive: true })
print({ machine: machine(), rounds, seconds, loads })

function visits (size) {
  return `${size.toLocaleString('en')} visits`
}

/** Puts in so many visits, a hundred for each apprentice. */
function fill (file, count) {
  const db = new BetterSqlite(file)
  const each = 100
  const people = `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${Math.ceil(count / each)})`
  db.exec(`
    BEGIN;
    ${people} INSERT INTO learner SELECT 9001, 'R-L' || n, n, '2000-01-01', 'ROWSR', '{"demographics":{},"educationHistory":{}}' FROM n;
    ${people} INSERT INTO trainingAgreement (eid, trainingAgreementLocalId, learnerLocalId, employerName, trainingAgreementSignedDate,
        status, details)
      SELECT 9001, 'R-A' || n, 'R-L' || n, 'Bench', '2015-01-01', 'Active', '{}' FROM n;
    ${people} INSERT INTO enrolment (eid, enrolmentLocalId, learnerLocalId, trainingAgreementLocalId, programmeLocalId,
        programmeVersionNumber, fundingSourceTypeCode, modeOfDeliveryCode, enrolmentDate, participationStartDate, status)
      SELECT 9001, 'R-E' || n, 'R-L' || n, 'R-A' || n, 'DEMO-NZA', 1, '37', 24, '2015-01-01', '2015-01-01', 'Active' FROM n;
    ${people} INSERT INTO trainingPlan (eid, trainingPlanLocalId, trainingAgreementLocalId, learnerLocalId, trainingPlanSignedDate)
      SELECT 9001, 'R-P' || n, 'R-A' || n, 'R-L' || n, '2015-01-01' FROM n;
    ${people}, d (d) AS (SELECT 1 UNION ALL SELECT d + 1 FROM d WHERE d < ${each})
      INSERT INTO visit (eid, visitLocalId, trainingPlanLocalId, learnerLocalId, visitDate)
      SELECT 9001, 'R-V' || n || '-' || d, 'R-P' || n, 'R-L' || n, date('2015-01-01', '+' || d || ' days') FROM n, d;
    COMMIT;`)
  db.close()
}
