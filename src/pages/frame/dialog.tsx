import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface DialogProps { title: string, onClose?: () => void, children: ComponentChildren }

/** A question that is answered before anything else; the browser keeps the focus in it. */
export function Dialog ({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => { dialog.current?.showModal() }, [])
  // One that has to be answered stays when Escape is pressed.
  const cancel = (event: Event) => {
    event.preventDefault()
    onClose?.()
  }
  return (
    <dialog ref={dialog} aria-labelledby='dialog-title' onCancel={cancel}>
      <h2 id='dialog-title'>{title}</h2>
      {children}
    </dialog>
  )
}
