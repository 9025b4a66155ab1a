import { settingsFrom } from './harness/settings.js'
import { kinds, nameOf, placeOf, sumBy } from './profile/amounts.js'
import { scenarios } from './profile/scenarios.js'
import { profiling } from './profile/take.js'

// Where the sandbox's processor time goes in each scenario, or what it allocates: node bench/profile.js (after npm run build)
const { seconds, lines: shown, profile: kind, scenarios: chosen } =
  settingsFrom({ seconds: 10, lines: 20, profile: 'cpu', scenarios: Object.keys(scenarios) })
refuseOthers('BENCH_PROFILE', [kind], kinds)
refuseOthers('BENCH_SCENARIOS', chosen, scenarios)

for (const name of chosen) {
  const { words, take } = profiling(kind)
  const { title, server, send } = await scenarios[name](words)
  await send(Math.min(3, seconds))
  const { profile, done: requests } = await take(server, () => send(seconds))
  await server.stop()
  print(title, kinds[kind].amounts(profile), requests)
}

function refuseOthers (variable, given, known) {
  const other = given.find(name => !Object.hasOwn(known, name))
  if (other !== undefined) throw new Error(`${variable} can be ${Object.keys(known).join(', ')}, and is '${other}'`)
}

function print (title, amounts, requests) {
  const { unit, what } = kinds[kind]
  const total = amounts.reduce((sum, [, amount]) => sum + amount, 0)
  const perSecond = `${Math.round(requests / seconds)} requests/s with the profiler on`
  console.log(`\n${title}: ${what}, ${Math.round(total / requests)} ${unit} a request, ${perSecond}`)
  for (const [heading, keyOf] of [['where', placeOf], ['function, its own', nameOf]]) {
    console.log(`\n  share ${unit.padStart(9)}  ${heading}`)
    for (const [key, amount] of sumBy(amounts, keyOf).slice(0, shown)) {
      console.log(`${(amount / total * 100).toFixed(1).padStart(6)}% ${(amount / requests).toFixed(1).padStart(9)}  ${key}`)
    }
  }
}
