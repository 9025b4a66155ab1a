import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface DialogProps { title: string, onClose?: () => void, children: ComponentChildren }

/** A question that is answered before anything else; the browser keeps the focus in it. */
export function Dialog ({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => { dialog.current?.showModal() }, [])
  // One that has to be answered comes back.
  const closed = () => onClose ? onClose() : dialog.current?.showModal()
  return (
    <dialog ref={dialog} aria-labelledby='dialog-title' onClose={closed}>
      <h2 id='dialog-title'>{title}</h2>
      {children}
    </dialog>
  )
}
