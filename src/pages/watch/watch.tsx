import { useEffect } from 'preact/hooks'
import { ExplanationShown } from './explanation.tsx'
import { FilterForm } from './filters.tsx'
import { RequestList } from './list.tsx'
import { watchRequests } from './requests.ts'

/** Requests as they come, and why each was answered so. */
export function Watch ({ rest: [opened] }: { rest: readonly string[] }) {
  useEffect(watchRequests, [])
  return (
    <>
      <h1 class={opened ? 'beside' : undefined}>Watch</h1>
      <div class={opened ? 'watch with-one' : 'watch'}>
        <div class='watched'>
          <FilterForm />
          <RequestList opened={opened} />
        </div>
        {opened && <ExplanationShown key={opened} id={opened} />}
      </div>
    </>
  )
}
