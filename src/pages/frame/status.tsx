const kindOf = (status: number): string => status === 0 ? 'none' : status < 400 ? 'good' : status < 500 ? 'bad' : 'worse'

/** The status of an answer; its colour says no more than its number. */
export const Status = ({ status }: { status: number }) =>
  <span class={`status ${kindOf(status)}`}>{status === 0 ? 'none' : status}</span>
