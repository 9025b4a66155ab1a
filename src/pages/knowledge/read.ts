import { useEffect, useState } from 'preact/hooks'
import { complain } from '../frame/state.ts'

/** What is read when a page is opened, and how to put another value in its place. */
export function useRead<Value> (read: () => Promise<Value>): [Value | undefined, (value: Value) => void] {
  const [value, setValue] = useState<Value>()
  useEffect(() => { read().then(setValue, complain) }, [])
  return [value, setValue]
}
