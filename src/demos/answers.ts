import { BadDemo, type DemoRequest } from './demo.ts'
import type { Block } from './markdown.ts'

/** JSON values one after another, each beginning at the start of a line, for each answer that is shown. */
export function withAnswers (requests: ReadonlyArray<Omit<DemoRequest, 'shown'>>, block: Block | undefined): DemoRequest[] {
  if (!block) return requests.map(request => ({ ...request, shown: undefined }))
  const values = valuesIn(block)
  const shown = requests.filter(({ isShown }) => isShown)
  if (values.length !== shown.length) {
    throw new BadDemo(block.line, `${values.length} answers stand here, and ${shown.length} of the calls above have one. Begin each at ` +
      'the start of a line, or leave the block out.')
  }
  return requests.map(request => ({ ...request, shown: request.isShown ? values[shown.indexOf(request)] : undefined }))
}

function valuesIn ({ text, line }: Block): unknown[] {
  let at = line
  return text.trim().split(/\n(?=[{["\d])/).map(value => {
    const from = at
    at += value.split('\n').length
    try {
      return JSON.parse(value) as unknown
    } catch (error) {
      throw new BadDemo(from, `this answer is not JSON: ${(error as Error).message.replaceAll('\n', ' ')}. Fix it, or leave the block out.`)
    }
  })
}
