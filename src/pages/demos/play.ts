import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Clock, Explanation, Moment } from '../frame/replies.ts'
import { complain } from '../frame/state.ts'
import type { PicturesSince } from '../state/replies.ts'
import { draftOf, memberOf, sentOf, type Draft } from './drafts.ts'
import type { ChangesSince, Demo, DemoStep } from './replies.ts'
import { openStage, questions, type Came, type Stage } from './stage.ts'

/** A demo as it is being played. */

export interface Answered extends Came { readonly explanation: Explanation | undefined }

/** What came of a step. */
export interface Outcome {
  /** As many as the step has requests. */
  readonly answers: readonly Answered[]
  readonly changes: ChangesSince
  /** What is to be seen of the changes. */
  readonly pictures: PicturesSince
  /** What is to fall due that was not before. */
  readonly toCome: readonly Moment[]
  readonly clockBefore: Clock
  readonly clock: Clock
}

export interface Scene {
  readonly drafts: readonly Draft[]
  readonly outcome?: Outcome
  /** What the stage was like before it, and what earlier answers had. */
  readonly before?: { readonly snapshot: string, readonly kept: ReadonlyMap<string, string> }
}

/** All that is known of a demo while it is played. */
export interface Play {
  readonly demo: Demo
  /** Those that are looked at: what lays the ground at the start is done before. */
  readonly steps: readonly DemoStep[]
  readonly scenes: Signal<readonly Scene[]>
  /** Which step is looked at. */
  readonly at: Signal<number>
  readonly scene: ReadonlySignal<Scene>
  readonly isBusy: Signal<boolean>
  readonly clock: Signal<Clock | undefined>
  /** Why it cannot begin; empty where it can. */
  readonly failure: Signal<string>
  stage: Stage | undefined
  kept: Map<string, string>
  isClosed: boolean
}

const fresh = ({ requests }: DemoStep): Scene => ({ drafts: requests.map(draftOf) })

const groundOf = ({ steps }: Demo): number => Math.max(0, steps.findIndex(({ isGround }) => !isGround))

export function createPlay (demo: Demo): Play {
  const steps = demo.steps.slice(groundOf(demo))
  const scenes = signal<readonly Scene[]>(steps.map(fresh))
  const at = signal(0)
  return {
    demo,
    steps,
    scenes,
    at,
    scene: computed(() => scenes.value[at.value]!),
    isBusy: signal(false),
    clock: signal(undefined),
    failure: signal(''),
    stage: undefined,
    kept: new Map(),
    isClosed: false
  }
}

/** Does one thing at a time; what is asked for meanwhile is not done. */
async function busily (play: Play, work: () => Promise<void>): Promise<void> {
  if (play.isBusy.value) return
  play.isBusy.value = true
  try {
    await work()
  } catch (error) {
    complain(error)
  }
  play.isBusy.value = false
}

export const open = (play: Play): Promise<void> => {
  play.isClosed = false
  return busily(play, () => setUp(play))
}

async function setUp (play: Play): Promise<void> {
  const { demo, failure, clock } = play
  failure.value = ''
  try {
    const stage = play.stage = await openStage(demo)
    // Somebody may have gone meanwhile.
    if (play.isClosed) return stage.close()
    play.kept = new Map()
    for (const step of demo.steps.slice(0, groundOf(demo))) await sendAll(stage, step, fresh(step).drafts, play.kept)
    clock.value = await questions.clock(stage)
  } catch (error) {
    failure.value = (error as Error).message
  }
}

export function close (play: Play): void {
  play.isClosed = true
  play.stage?.close()
  play.stage = undefined
}

export const startAgain = (play: Play): Promise<void> => busily(play, async () => {
  play.stage?.close()
  play.scenes.value = play.steps.map(fresh)
  play.at.value = 0
  await setUp(play)
})

/** Goes to a step that is there. */
export function goTo ({ at, steps, isBusy }: Play, n: number): void {
  if (!isBusy.value && n >= 0 && n < steps.length) at.value = n
}

/** Shows the answer, and then goes on. */
export function goOn (play: Play): void {
  if (play.scene.value.outcome === undefined) send(play)
  else goTo(play, play.at.value + 1)
}

/** Changes what is to be sent. */
export const change = ({ scenes, at, scene }: Play, n: number, changed: Partial<Draft>): void =>
  put(scenes, at.value, { drafts: scene.value.drafts.map((it, i) => i === n ? { ...it, ...changed } : it) })

const put = (scenes: Play['scenes'], n: number, changed: Partial<Scene>): void => {
  scenes.value = scenes.value.map((it, i) => i === n ? { ...it, ...changed } : it)
}

/** Sends what the step has. */
export const send = (play: Play): Promise<void> => busily(play, async () => {
  const { scenes, at, steps, stage, clock } = play
  if (!stage) return
  const n = at.value
  const before = await takeUp(play, stage, n)
  const [clockBefore, moments] = await Promise.all([questions.clock(stage), questions.toCome(stage)])
  const answers = await sendAll(stage, steps[n]!, scenes.value[n]!.drafts, play.kept)
  const [changes, pictures, now, later] = await Promise.all([
    questions.changesSince(stage, before.snapshot), questions.picturesSince(stage, before.snapshot), questions.clock(stage),
    questions.toCome(stage)
  ])
  const known = new Set(moments.map(({ name }) => name))
  clock.value = now
  const toCome = later.filter(({ name }) => !known.has(name))
  put(scenes, n, { before, outcome: { answers, changes, pictures, clockBefore, clock: now, toCome } })
})

/** One that was played before is played from where it began, and what came after it has not been; else it is noted where it begins. */
async function takeUp (play: Play, stage: Stage, n: number): Promise<NonNullable<Scene['before']>> {
  const { scenes } = play
  const { before } = scenes.value[n]!
  if (!before) return { snapshot: await questions.save(stage), kept: new Map(play.kept) }
  await questions.restore(stage, before.snapshot)
  play.kept = new Map(before.kept)
  scenes.value = scenes.value.map((it, i) => i > n ? { drafts: it.drafts } : it)
  return before
}

/** Sends what a step has, one after another; what later ones need of an answer is in `kept` then. */
export async function sendAll (
  stage: Stage, { requests }: Pick<DemoStep, 'requests'>, drafts: readonly Draft[], kept: Map<string, string>
): Promise<Answered[]> {
  const answers: Answered[] = []
  for (const [n, request] of requests.entries()) {
    const came = await stage.send(sentOf(request, drafts[n]!, kept))
    const member = request.keeps && memberOf(came.text, request.keeps.member)
    if (request.keeps && member != null) kept.set(request.keeps.name, member)
    const isRefused = came.status >= 400 && came.id !== undefined
    answers.push({ ...came, explanation: isRefused ? await questions.explain(stage, came.id!) : undefined })
  }
  return answers
}
